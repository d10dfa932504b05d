"""Gives the account what the claims that are tested name: certificates, a hosted zone, policies and a web ACL."""

from moto.acm.models import CertBundle, acm_backends
from moto.core import DEFAULT_ACCOUNT_ID as ACCOUNT
from moto.iam.models import iam_backends
from moto.route53.models import route53_backends
from moto.wafv2.models import FakeWebACL, wafv2_backends

REGION = "eu-central-1"
CERTIFICATES = (
    "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
    "aaaaaaaa-0000-0000-0000-000000000001",
    "aaaaaaaa-0000-0000-0000-000000000002",
)
HOSTED_ZONE = "Z0123456789ABCDEFGHIJ"
POLICIES = ("boundary", "orders", "shop-web")
WEB_ACL = "shop/5f0c3a1e-0000-0000-0000-000000000001"
NOTHING_ALLOWED = '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}'


def furnish():
    for name in CERTIFICATES:
        furnish_certificate(f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/{name}")
    furnish_hosted_zone()
    for name in POLICIES:
        iam_backends[ACCOUNT]["aws"].create_policy(name, "/", NOTHING_ALLOWED, name, [])
    furnish_web_acl(f"arn:aws:wafv2:{REGION}:{ACCOUNT}:regional/webacl/{WEB_ACL}")


def furnish_certificate(arn):
    certificate = CertBundle.generate_cert("farmers.example.org", ACCOUNT, REGION)
    certificate.arn, certificate.status = arn, "ISSUED"
    acm_backends[ACCOUNT][REGION]._certificates[arn] = certificate


def furnish_hosted_zone():
    zones = route53_backends[ACCOUNT]["aws"]
    zone = zones.create_hosted_zone("example.org.", private_zone=False)
    del zones.zones[zone.resource_id]
    zone.resource_id = HOSTED_ZONE
    zones.zones[HOSTED_ZONE] = zone


def furnish_web_acl(arn):
    name, identifier = WEB_ACL.split("/")
    wafv2_backends[ACCOUNT][REGION].wacls[arn] = FakeWebACL(
        name, ACCOUNT, arn, identifier, visibility_config={}, default_action={"Allow": {}}, description="", rules=[]
    )
