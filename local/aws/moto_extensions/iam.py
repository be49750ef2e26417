"""moto's identity providers of OpenID Connect: IAM finds out the thumbprint that is not given, and audiences can be added and taken away."""

from moto.iam.models import IAMBackend, OpenIDConnectProvider, iam_backends
from moto.iam.exceptions import NotFoundException

from ..answering import Call, Fault, answers

# What IAM would read from the issuer's certificate; the emulator looks at no address.
THUMBPRINT = "9e99a48a9960b14926bb7f3b02e22da2b0ab7280"


def apply() -> None:
    create = IAMBackend.create_open_id_connect_provider

    def create_open_id_connect_provider(self, url: str, thumbprint_list: list[str], *rest, **named) -> OpenIDConnectProvider:
        return create(self, url, thumbprint_list or [THUMBPRINT], *rest, **named)

    IAMBackend.create_open_id_connect_provider = create_open_id_connect_provider


def _provider(call: Call) -> OpenIDConnectProvider:
    try:
        return iam_backends[call.account]["aws"].get_open_id_connect_provider(call["OpenIDConnectProviderArn"])
    except NotFoundException:
        raise Fault("NoSuchEntity", f"OpenIDConnect Provider not found for arn {call['OpenIDConnectProviderArn']}") from None


@answers("iam")
def add_client_id_to_open_id_connect_provider(call: Call) -> dict:
    provider = _provider(call)
    if call["ClientID"] not in provider.client_id_list:
        provider.client_id_list.append(call["ClientID"])
    return {}


@answers("iam")
def remove_client_id_from_open_id_connect_provider(call: Call) -> dict:
    provider = _provider(call)
    provider.client_id_list = [client for client in provider.client_id_list if client != call["ClientID"]]
    return {}
