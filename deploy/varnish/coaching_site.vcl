vcl 4.1;

# Varnish before the site: it keeps public pages until the site recalls them.
# The worker posts what changed to /recall (PAGE_CACHE_PURGE_URL=http://127.0.0.1:6081/recall);
# pages carry the keys that they depend on in Surrogate-Key. See docs/decisions/page-cache.md.

import std;

backend site {
  .host = "127.0.0.1";
  .port = "8000";
}

# Who may recall pages: the machines on which the worker runs.
acl workers {
  "127.0.0.1";
  "::1";
}

sub vcl_recv {
  if (req.url == "/recall") {
    if (req.method != "POST" || client.ip !~ workers) {
      return (synth(403));
    }
    if (std.ban("obj.http.Surrogate-Key ~ (^|\s)(" + regsuball(req.http.Surrogate-Key, " ", "|") + ")(\s|$)")) {
      return (synth(200));
    }
    return (synth(400));
  }
  # Who is signed in, or has a form open, talks to the site itself.
  if (req.http.Cookie ~ "(^|; )(sessionid|csrftoken)=") {
    return (pass);
  }
  unset req.http.Cookie;
}

sub vcl_hash {
  # Over http the answer is mostly a redirect to https.
  hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
  # Never an old page while a new one is fetched; what ran out is asked for with its ETag.
  if (!beresp.http.Surrogate-Key) {
    # Nobody could recall it.
    set beresp.uncacheable = true;
    set beresp.ttl = 0s;
  }
  set beresp.grace = 0s;
  set beresp.keep = 1d;
}

sub vcl_deliver {
  unset resp.http.Surrogate-Key;
}
