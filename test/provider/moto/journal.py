"""Writes every request to a file, one JSON object a line: time, service, operation, body, status, and the answer of those
that failed."""

import io
import json
import threading
import time
from urllib.parse import parse_qs

LONGEST_BODY, LONGEST_ANSWER = 4000, 600


def written(app, path):
    """Returns an application of WSGI that answers as app does."""
    file = open(path, "a", buffering=1)
    lock = threading.Lock()

    def answer(environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        status = []

        def start(line, headers, *rest):
            status.append(line[:3])
            return start_response(line, headers, *rest)

        out = list(app(environ, start))
        if not environ["PATH_INFO"].startswith("/moto-api"):
            failed = not status or not status[0].startswith("2")
            text = body.decode("utf8", "replace")
            entry = {
                "time": round(time.time(), 3),
                "service": service(environ),
                "operation": operation(environ, text),
                "body": text[:LONGEST_BODY],
                "status": int(status[0]) if status else 0,
                "answer": b"".join(out)[:LONGEST_ANSWER].decode("utf8", "replace") if failed else "",
            }
            with lock:
                file.write(json.dumps(entry) + "\n")
        return out

    return answer


def service(environ):
    """Returns the service that a request is signed for."""
    _, _, scope = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")
    parts = scope.split("/")
    return parts[3] if len(parts) > 3 else ""


def operation(environ, text):
    """Returns the operation of a request: protocols name it in a header or the body; those of S3 and Route 53 do not name it
    at all."""
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return target.split(".")[-1]
    if "Action=" in text:
        return parse_qs(text).get("Action", ["?"])[0]
    query = environ.get("QUERY_STRING")
    return environ["REQUEST_METHOD"] + " " + environ["PATH_INFO"] + ("?" + query if query else "")
