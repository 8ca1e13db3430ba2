/** The configuration of nginx, also for the Compose file: what a reverse proxy must do, and not do, for this service. */

import { problemMediaType, problemType } from '@chuishao/adapters/http'

/** What a client reads where no service answered at all: the problem that it knows from the service. */
const message = { zh: '服务暂不可用，请稍后再试。', en: 'The service is not available. Try again later.' }
const unavailable = JSON.stringify({
  type: problemType('storeUnavailable'),
  title: message.zh,
  status: 503,
  detail: message.zh,
  code: 'storeUnavailable',
  message,
})

export interface NginxConfigOptions {
  /** Address and port to listen on. */
  listen: string
  /** Address and port of each service. */
  services: string[]
}

export const nginxConfig = ({ listen, services }: NginxConfigOptions) => `daemon off;
pid nginx.pid;
worker_processes 1;
error_log stderr warn;

events {
  worker_connections 4096;
}

http {
  access_log off;
  server_tokens off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;

  upstream services {
    # Passive health: a service that failed three times within two seconds is left alone for two.
${services.map((address) => `    server ${address} max_fails=3 fail_timeout=2s;`).join('\n')}
    keepalive 32;
  }

  # Both, whatever happened to either lately: for the moment in which none of them counts as well, although one may be
  # back already, as when both are upgraded one after the other.
  upstream services_anyway {
${services.map((address) => `    server ${address} max_fails=0;`).join('\n')}
  }

  server {
    listen ${listen};

    # Photos are up to 10 MiB; a bit more, so that the service refuses larger ones itself, with a problem one can read.
    client_max_body_size 11m;

    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    # Written anew, not appended: nobody but nginx says where a request comes from. The service trusts one proxy.
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;

    proxy_connect_timeout 1s;
    # Longer than the service's longest statement (15 s).
    proxy_read_timeout 30s;

    # The other service is asked where one is gone, away or shutting down. A POST as well: each carries an
    # Idempotency-Key, whose row in the database makes a repeat harmless whether or not the first one took effect.
    proxy_next_upstream error timeout http_502 http_503 http_504 non_idempotent;
    proxy_next_upstream_tries 2;
    proxy_next_upstream_timeout 30s;

    recursive_error_pages on;
    error_page 502 = @anyway;
    error_page 504 = @unavailable;

    location / {
      proxy_pass http://services;
    }

    # The event stream: every event at once, and no end while heartbeats come (one in 15 s). After a break the client
    # comes back with Last-Event-ID, to either service.
    location /api/v1/events {
      proxy_pass http://services;
      proxy_buffering off;
      proxy_cache off;
      proxy_read_timeout 60s;
    }

    location @anyway {
      proxy_pass http://services_anyway;
      # It may be the event stream.
      proxy_buffering off;
      proxy_cache off;
      proxy_read_timeout 60s;
      error_page 502 504 = @unavailable;
    }

    # Metrics and the like are for the network behind, each service by its own address.
    location = /metrics {
      return 404;
    }

    location = /nginx-health {
      return 204;
    }

    location @unavailable {
      default_type ${problemMediaType};
      add_header Retry-After 2 always;
      return 503 '${unavailable}';
    }
  }
}
`
