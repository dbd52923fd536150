"""The running stack under test, as the quick start's JSON line describes it."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request

REGION = "eu-west-1"
STACK = json.loads(os.environ["STACK"])
STS = STACK["cognito"]
REALM = f"{STACK['keycloak']}/realms/{STACK['realm']}"
CREDENTIALS_URL = f"{REALM}/cognito/credentials"


def grant(client=STACK["client"], **form):
    """What the token endpoint answers this client."""
    url = f"{REALM}/protocol/openid-connect/token"
    body = urllib.parse.urlencode({"client_id": client, **form})
    with urllib.request.urlopen(url, body.encode(), timeout=20) as answer:
        return json.load(answer)


def token(client=STACK["client"]):
    """A fresh access token of alice, got at this client."""
    form = {"grant_type": "password", "username": "alice", "password": "alice", "scope": "openid cognito"}
    return grant(client, **form)["access_token"]


def refusal(authorization=None):
    """What the door tells a caller it refuses; the SDKs must pass it on."""
    request = urllib.request.Request(CREDENTIALS_URL)
    if authorization:
        request.add_header("Authorization", authorization)
    try:
        with urllib.request.urlopen(request, timeout=20):
            raise AssertionError("the door let the caller in")
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)["message"]


def calls():
    """How often each operation was asked of the local Cognito."""
    with urllib.request.urlopen(f"{STS}/_local/calls", timeout=20) as answer:
        return json.load(answer)


def forget_calls():
    urllib.request.urlopen(urllib.request.Request(f"{STS}/_local/calls", method="DELETE"), timeout=20).close()


def environment(**more):
    """Nothing but PATH and what is given: no configuration of the person who runs this."""
    return {
        "PATH": os.environ["PATH"],
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        **more,
    }


def container(**more):
    return environment(AWS_CONTAINER_CREDENTIALS_FULL_URI=CREDENTIALS_URL, **more)


def write_private(path, text):
    """A file only its owner may read; whoever reads it meanwhile sees the old text or the new."""
    with open(os.open(path + ".new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    os.replace(path + ".new", path)


def process_config(folder, header):
    """An AWS config file whose profile `keycloak` runs curl; the token is in a file, not on the command line."""
    config = os.path.join(folder, "config")
    with open(config, "w") as file:
        file.write(
            "[profile keycloak]\n"
            f"credential_process = curl -fsS -H @{header} {CREDENTIALS_URL}\n"
        )
    return config


def process_profile(folder, authorization):
    header = os.path.join(folder, "header")
    write_private(header, f"Authorization: {authorization}")
    return environment(AWS_CONFIG_FILE=process_config(folder, header), AWS_PROFILE="keycloak")


def token_file(folder, authorization):
    path = os.path.join(folder, "token")
    write_private(path, authorization)
    return container(AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=path)
