"""A container-credentials endpoint that remembers what it was asked."""

import contextlib
import datetime
import http.client
import http.server
import json
import threading
import urllib.parse

import stack

REAL = urllib.parse.urlsplit(stack.CREDENTIALS_URL)


class Door:
    """
    Serves on a free port what `answer(request)` returns: status, headers, body.

    `requests` are those received, with their headers; `answers` what they got.
    """

    def __init__(self, answer):
        self.requests, self.answers = [], []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(handler):
                self.requests.append(handler)
                self.answers.append(answer(handler))
                status, headers, body = self.answers[-1]
                handler.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    handler.send_header(name, value)
                handler.send_header("Content-Length", str(len(body)))
                handler.end_headers()
                handler.wfile.write(body)

            def log_message(handler, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = "127.0.0.1:%d" % self.server.server_port

    def url(self, path=REAL.path):
        return f"http://{self.host}{path}"

    def authorizations(self):
        return [request.headers["Authorization"] for request in self.requests]


@contextlib.contextmanager
def opened(answer):
    door = Door(answer)
    thread = threading.Thread(target=door.server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield door
    finally:
        door.server.shutdown()
        thread.join()
        door.server.server_close()


def real(request):
    """The answer of Keycloak, to whom the request is passed on."""
    headers = {name: value for name, value in request.headers.items() if name.lower() not in ("host", "connection")}
    connection = http.client.HTTPConnection(REAL.netloc, timeout=20)
    try:
        connection.request("GET", request.path, headers=headers)
        answer = connection.getresponse()
        kept = {name: answer.headers[name] for name in ("Content-Type", "Cache-Control", "Location") if answer.headers[name]}
        return answer.status, kept, answer.read()
    finally:
        connection.close()


def expiration(minutes, form="%Y-%m-%dT%H:%M:%SZ"):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)).strftime(form)


def document(**changes):
    """The canonical answer with other members; None takes one away."""
    members = {
        "AccessKeyId": "ASIAEXAMPLE",
        "SecretAccessKey": "example-secret",
        "Token": "example-token",
        "Expiration": expiration(60),
        "AccountId": "123456789012",
        **changes,
    }
    return {name: value for name, value in members.items() if value is not None}


def always(body=None, status=200, headers={}):
    content = json.dumps(document() if body is None else body).encode()
    return lambda request: (status, headers, content)
