package v1alpha1

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValidatePlatform(t *testing.T) {
	const certificate = `"arn:aws:acm:eu-central-1:123456789012:certificate/0f"`
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"Tags": {"Tags in the letters that AWS takes are fine.", `tags: {team/stage: "Äpfel & co" , cost-center: "42"}`,
			[]string{`spec.tags[team/stage]: Invalid value: "Äpfel & co": a tag must consist of letters, digits, spaces and _ . : / = + - @`}},
		"ReservedTags": {"The platform's, the provider's and AWS's own tags are not the user's.", `tags: {Name: x, "aws:a": x, crossplane-kind: x, xplatform.dev/a: x}`,
			[]string{
				`spec.tags[Name]: Forbidden: the platform sets Name on every resource: choose another key`,
				`spec.tags[aws:a]: Forbidden: keys that begin with aws: are reserved: choose another key`,
				`spec.tags[crossplane-kind]: Forbidden: keys that begin with crossplane- are reserved: choose another key`,
				`spec.tags[xplatform.dev/a]: Forbidden: keys that begin with xplatform.dev/ are reserved: choose another key`,
			}},
		"TagsInAnyCase": {"IAM does not tell the case of keys.", `tags: {name: x, team: a, Team: b}`,
			[]string{
				`spec.tags[name]: Forbidden: the platform sets Name on every resource: choose another key`,
				`spec.tags[team]: Invalid value: "team": IAM treats it as the same key as Team, because its tag keys are not case-sensitive`,
			}},
		"Protocol": {"Codes, sockets and cookies depend on the protocol.", `services: [{name: a, websocket: true, targetGroup: {protocolVersion: GRPC, stickiness: {enabled: true, type: app_cookie, cookieName: AWSALBX}}, healthCheck: {successCodes: "200"}}]`,
			[]string{
				`spec.services[0].healthCheck.successCodes: Invalid value: "200": 200 is not a code of GRPC: write codes from 0 to 99`,
				`spec.services[0].targetGroup.stickiness.cookieName: Invalid value: "AWSALBX": names that begin with AWSALB are the load balancer's own`,
				`spec.services[0].websocket: Invalid value: true: WebSockets begin as HTTP/1.1 requests: remove targetGroup.protocolVersion GRPC`,
			}},
		"WebACL": {"Only a regional web ACL protects a load balancer.", `edge: {certificateArn: ` + certificate + `, webAclArn: "arn:aws:wafv2:eu-central-1:123456789012:global/webacl/a/1"}`,
			[]string{`spec.edge.webAclArn: Invalid value: "arn:aws:wafv2:eu-central-1:123456789012:global/webacl/a/1": must be a regional web ACL of AWS WAF: arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>`}},
		"LongTag": {"AWS limits both halves of a tag.", `tags: {a: ` + strings.Repeat("x", 257) + `}`,
			[]string{`spec.tags[a]: Invalid value: "` + strings.Repeat("x", 257) + `": a tag's value must have at most 256 characters`}},
		"Confirmed": {"A store that is gone from the spec may be confirmed.", `confirmDeletion: [database]`, nil},
		"ConfirmedTooSoon": {"A confirmation must not wait for a store to be removed.", `confirmDeletion: [cache], cache: {}`,
			[]string{`spec.confirmDeletion[0]: Invalid value: "cache": the store is still in the spec: remove spec.cache to delete it, or the confirmation to keep it`}},
		"NoCertificate": {"HTTPS needs a certificate.", `edge: {}`,
			[]string{`spec.edge: Required value: give certificateArn (a certificate you have) or domain (one that the platform requests)`}},
		"TwoCertificates": {"One source of the certificate decides.", `edge: {certificateArn: ` + certificate + `, domain: {name: example.org, hostedZoneId: Z1}}`,
			[]string{`spec.edge: Invalid value: "arn:aws:acm:eu-central-1:123456789012:certificate/0f": set certificateArn or domain, not both: additional certificates go into certificateArns`}},
		"CertificateElsewhere": {"A load balancer uses certificates of its own region.", `edge: {certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0f"}`,
			[]string{`spec.edge.certificateArn: Invalid value: "arn:aws:acm:us-east-1:123456789012:certificate/0f": is in another region (us-east-1), which AWS does not use here: use one in eu-central-1`}},
		"AllowedCIDRs": {"Blocks are written as AWS writes them.", `edge: {certificateArn: ` + certificate + `, allowedCidrs: [192.0.2.1/24, "2001:DB8::/32", 10.0.0.0/99]}`,
			[]string{
				`spec.edge.allowedCidrs[0]: Invalid value: "192.0.2.1/24": is not in canonical form: write 192.0.2.0/24`,
				`spec.edge.allowedCidrs[1]: Invalid value: "2001:DB8::/32": is not in canonical form: write 2001:db8::/32`,
				`spec.edge.allowedCidrs[2]: Invalid value: "10.0.0.0/99": must be an IPv4 or IPv6 CIDR block, for example 192.0.2.0/24 or 2001:db8::/32`,
			}},
		"LogPrefix": {"The load balancer appends AWSLogs itself.", `edge: {certificateArn: ` + certificate + `, accessLogs: {prefix: a/AWSLogs}}`,
			[]string{`spec.edge.accessLogs.prefix: Invalid value: "a/AWSLogs": must not contain AWSLogs: the load balancer appends it to the prefix itself`}},
		"SlowStart": {"AWS has slow start with one algorithm only.", `services: [{name: a, targetGroup: {slowStartSeconds: 30, algorithm: weighted_random}}]`,
			[]string{`spec.services[0].targetGroup.slowStartSeconds: Invalid value: 30: AWS does not support slow start with algorithm weighted_random: remove one of the two`}},
		"RoutesWithoutEdge": {"Routes need something that routes.", `services: [{name: a, port: 80, paths: [/a/*]}]`,
			[]string{`spec.services[0].paths: Invalid value: ["/a/*"]: routes require a load balancer: add spec.edge or remove paths`}},
		"UsesNothing": {"A service uses the stores that there are.", `services: [{name: a, image: x, uses: [database]}]`,
			[]string{`spec.services[0].uses[0]: Invalid value: "database": the platform has no database: add spec.database, {} is enough`}},
		"NothingUses": {"Without an image, nothing runs.", `database: {}, services: [{name: a, port: 80, uses: [database]}]`,
			[]string{`spec.services[0].uses: Invalid value: ["database"]: a service without image has no tasks that use a store: add image or remove uses`}},
		"NoPort": {"Requests need a port.", `edge: {certificateArn: ` + certificate + `}, services: [{name: a, paths: [/*]}]`,
			[]string{`spec.services[0].port: Required value: a service with paths or hosts needs the port that its container listens on, for example 3000`}},
		"HealthCheck": {"AWS refuses a check that outlasts its interval.", `services: [{name: a, healthCheck: {intervalSeconds: 5}}]`,
			[]string{`spec.services[0].healthCheck.timeoutSeconds: Invalid value: 5: must be less than intervalSeconds (5)`}},
		"Replicas": {"Autoscaling needs a range.", `services: [{name: a, replicas: {min: 3, max: 2}}]`,
			[]string{`spec.services[0].replicas.min: Invalid value: 3: must not be greater than max (2)`}},
		"SearchZone": {"The domain is in zones of the platform.", `search: {zones: [a, c]}`,
			[]string{`spec.search.zones[1]: Invalid value: "c": is not a zone of spec.zones (a, b): add it there or remove it here`}},
		"Restore": {"A database begins once.", `database: {version: "16", restore: {}}`,
			[]string{`spec.database.restore: Invalid value: "": exactly one of snapshotIdentifier and pointInTime must be set`}},
		"Users": {"Users and their mode belong together.", `cache: {users: [{name: a, accessString: "on", passwordSecretRef: {name: s}}]}`,
			[]string{`spec.cache.users: Invalid value: 1: users is required with auth Users and must be omitted otherwise`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, faultsOf(t, `{region: eu-central-1, `+tc.args+`}`)); diff != "" {
				t.Errorf("\n%s\nDecode(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
