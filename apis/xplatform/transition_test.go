package xplatform_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apimachinery/pkg/util/yaml"
	celconfig "k8s.io/apiserver/pkg/apis/cel"

	"github.com/xplatform-dev/xplatform/apis/xplatform"
)

// objectOf is a platform with the given spec, with defaults as the API server
// would store it.
func objectOf(t *testing.T, spec string) map[string]any {
	t.Helper()
	var fields map[string]any
	if err := yaml.Unmarshal([]byte(spec), &fields); err != nil {
		t.Fatalf("cannot parse the spec of a test: %v", err)
	}
	if _, ok := fields["region"]; !ok {
		fields["region"] = "eu-central-1"
	}
	object := map[string]any{"apiVersion": "xplatform.dev/v1alpha1", "kind": "XPlatform", "metadata": map[string]any{"name": "test"}, "spec": fields}
	defaulting.Default(object, structural(t, xplatform.Definition))
	return object
}

const (
	certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c"
	keyA        = "arn:aws:kms:eu-central-1:123456789012:key/a"
	keyB        = "arn:aws:kms:eu-central-1:123456789012:key/b"
	boundaryA   = "arn:aws:iam::123456789012:policy/a"
	boundaryB   = "arn:aws:iam::aws:policy/AdministratorAccess"
)

func existing(vpc, privateA, more string) string {
	subnets := func(a string) string { return "{a: subnet-" + a + ", b: subnet-bbbbbbbb" + more + "}" }
	return "{network: {existing: {vpcId: vpc-" + vpc + ", subnetIds: {private: " + subnets(privateA) + ", database: " + subnets("dddddddd") + "}}}}"
}

// TestTransitions lets the API server's CEL validator judge changes: the words
// say which rule must refuse them, none that they must pass.
func TestTransitions(t *testing.T) {
	type args struct{ before, after string }
	cases := map[string]struct {
		reason string
		args   args
		want   string
	}{
		"Nothing":                {"What does not change is accepted.", args{`{}`, `{}`}, ""},
		"ProviderConfig":         {"Another account is another platform.", args{`{}`, `{providerConfigName: production}`}, "providerConfigName cannot change"},
		"Region":                 {"Nothing moves between regions.", args{`{region: eu-central-1}`, `{region: eu-west-1}`}, "region cannot change"},
		"ZoneAdded":              {"Zones can grow.", args{`{zones: [a, b]}`, `{zones: [c, b, a]}`}, ""},
		"ZoneRemoved":            {"Whether AWS has a zone is not known to the schema: the function refuses.", args{`{zones: [a, b, c]}`, `{zones: [a, b]}`}, ""},
		"ZoneSwapped":            {"A zone that the account lacks can be exchanged.", args{`{zones: [a, b]}`, `{zones: [a, c]}`}, ""},
		"IDSet":                  {"A name can be fixed later.", args{`{}`, `{id: abc}`}, ""},
		"IDChanged":              {"A fixed name stays.", args{`{id: abc}`, `{id: abd}`}, "id cannot change"},
		"IDRemoved":              {"To remove it would change the names too.", args{`{id: abc}`, `{}`}, "id cannot change"},
		"BoundaryAdded":          {"Roles can be bounded later.", args{`{}`, `{permissionsBoundaryArn: "` + boundaryA + `"}`}, ""},
		"BoundaryChanged":        {"IAM changes a boundary in place.", args{`{permissionsBoundaryArn: "` + boundaryA + `"}`, `{permissionsBoundaryArn: "` + boundaryB + `"}`}, ""},
		"BoundaryRemoved":        {"Roles would keep it.", args{`{permissionsBoundaryArn: "` + boundaryA + `"}`, `{}`}, "permissionsBoundaryArn can be changed but not removed"},
		"EncryptionAdded":        {"Stores cannot change their key.", args{`{}`, `{encryption: {kmsKeyArn: "` + keyA + `"}}`}, "encryption cannot be added or removed"},
		"EncryptionRemoved":      {"Stores cannot change their key.", args{`{encryption: {kmsKeyArn: "` + keyA + `"}}`, `{}`}, "encryption cannot be added or removed"},
		"EncryptionChanged":      {"Stores cannot change their key.", args{`{encryption: {kmsKeyArn: "` + keyA + `"}}`, `{encryption: {kmsKeyArn: "` + keyB + `"}}`}, "kmsKeyArn cannot change"},
		"CIDR":                   {"A VPC keeps its block.", args{`{}`, `{network: {cidr: 10.1.0.0/16}}`}, "cidr cannot change"},
		"ToDualStack":            {"IPv6 can be added.", args{`{network: {ipFamily: IPv4}}`, `{network: {ipFamily: DualStack}}`}, ""},
		"ToIPv4":                 {"IPv6 cannot be taken away.", args{`{}`, `{network: {ipFamily: IPv4}}`}, "ipFamily cannot change back"},
		"NATMode":                {"The way out can change.", args{`{}`, `{network: {nat: {mode: Single, zone: b}}}`}, ""},
		"AllocationAdded":        {"A gateway that comes later can have its own address.", args{`{network: {nat: {eipAllocationIds: {a: eipalloc-aaaaaaaa}}}}`, `{network: {nat: {eipAllocationIds: {a: eipalloc-aaaaaaaa, b: eipalloc-bbbbbbbb}}}}`}, ""},
		"AllocationChanged":      {"A gateway keeps its address.", args{`{network: {nat: {eipAllocationIds: {a: eipalloc-aaaaaaaa}}}}`, `{network: {nat: {eipAllocationIds: {a: eipalloc-bbbbbbbb}}}}`}, "the allocation of a zone cannot change"},
		"SubnetAdded":            {"A zone that comes later can have its own block.", args{`{network: {subnets: {public: {a: 10.0.100.0/24}}}}`, `{network: {subnets: {public: {a: 10.0.100.0/24, c: 10.0.102.0/24}}}}`}, ""},
		"SubnetChanged":          {"A subnet keeps its block.", args{`{network: {subnets: {private: {a: 10.0.100.0/24}}}}`, `{network: {subnets: {private: {a: 10.0.101.0/24}}}}`}, "the CIDR block of a subnet cannot change"},
		"ExistingAdded":          {"A platform cannot move to another VPC.", args{`{}`, existing("aaaaaaaa", "aaaaaaaa", "")}, "existing cannot be added or removed"},
		"ExistingRemoved":        {"A platform cannot move to another VPC.", args{existing("aaaaaaaa", "aaaaaaaa", ""), `{}`}, "existing cannot be added or removed"},
		"ExistingVPC":            {"A platform cannot move to another VPC.", args{existing("aaaaaaaa", "aaaaaaaa", ""), existing("bbbbbbbb", "aaaaaaaa", "")}, "vpcId cannot change"},
		"ExistingSubnet":         {"What is in a subnet cannot move.", args{existing("aaaaaaaa", "aaaaaaaa", ""), existing("aaaaaaaa", "cccccccc", "")}, "the subnet of a zone cannot change"},
		"ExistingZone":           {"Another zone brings its subnets.", args{existing("aaaaaaaa", "aaaaaaaa", ""), existing("aaaaaaaa", "aaaaaaaa", ", c: subnet-cccccccc")}, ""},
		"ExistingZoneRemoved":    {"And takes them along, if the function lets it go.", args{existing("aaaaaaaa", "aaaaaaaa", ", c: subnet-cccccccc"), existing("aaaaaaaa", "aaaaaaaa", "")}, ""},
		"Scheme":                 {"A load balancer keeps its scheme.", args{`{edge: {certificateArn: "` + certificate + `"}}`, `{edge: {scheme: Internal, certificateArn: "` + certificate + `"}}`}, "scheme cannot change"},
		"NoCertificate":          {"HTTPS needs a certificate.", args{`{}`, `{edge: {}}`}, "exactly one of certificateArn"},
		"TwoCertificates":        {"One source of the certificate decides.", args{`{}`, `{edge: {certificateArn: "` + certificate + `", domain: {name: example.org, hostedZoneId: Z1}}}`}, "exactly one of certificateArn"},
		"ToDomain":               {"The source of the certificate can change.", args{`{edge: {certificateArn: "` + certificate + `"}}`, `{edge: {domain: {name: example.org, hostedZoneId: Z1}}}`}, ""},
		"DatabaseAdded":          {"A store can come later, restored or not.", args{`{}`, `{database: {restore: {snapshotIdentifier: one}}}`}, ""},
		"DatabaseRemoved":        {"What happens then is not the schema's business.", args{`{database: {}}`, `{}`}, ""},
		"DatabaseEngine":         {"Data cannot move to another engine.", args{`{database: {}}`, `{database: {engine: mysql}}`}, "engine cannot change"},
		"DatabaseName":           {"RDS keeps the name of the first database.", args{`{database: {}}`, `{database: {name: other}}`}, "name cannot change"},
		"DatabaseUsername":       {"RDS keeps the master user.", args{`{database: {}}`, `{database: {username: other}}`}, "username cannot change"},
		"DatabaseGrows":          {"Storage can grow.", args{`{database: {storageGiB: 100}}`, `{database: {storageGiB: 200}}`}, ""},
		"DatabaseShrinks":        {"Storage cannot shrink.", args{`{database: {storageGiB: 200}}`, `{database: {storageGiB: 100}}`}, "storageGiB can grow"},
		"RestoreAdded":           {"An existing database cannot be restored.", args{`{database: {}}`, `{database: {restore: {snapshotIdentifier: one}}}`}, "restore can be removed but not added"},
		"RestoreChanged":         {"An existing database cannot be restored.", args{`{database: {restore: {snapshotIdentifier: one}}}`, `{database: {restore: {snapshotIdentifier: two}}}`}, "restore cannot change"},
		"RestoreRemoved":         {"It has done its work.", args{`{database: {restore: {snapshotIdentifier: one}}}`, `{database: {}}`}, ""},
		"RestoreTwice":           {"There is one beginning.", args{`{}`, `{database: {restore: {snapshotIdentifier: one, pointInTime: {sourceInstance: two}}}}`}, "exactly one of snapshotIdentifier"},
		"RestoreFromNothing":     {"A moment belongs to a database.", args{`{}`, `{database: {restore: {pointInTime: {}}}}`}, "exactly one of sourceInstance"},
		"ToValkey":               {"ElastiCache upgrades to Valkey in place.", args{`{cache: {}}`, `{cache: {engine: valkey}}`}, ""},
		"ToRedis":                {"There is no way back.", args{`{cache: {engine: valkey}}`, `{cache: {engine: redis}}`}, "engine cannot change back"},
		"ShardsAdded":            {"Cluster mode is for life.", args{`{cache: {}}`, `{cache: {shards: 2}}`}, "shards cannot be added or removed"},
		"ShardsChanged":          {"Within cluster mode, shards come and go.", args{`{cache: {shards: 2}}`, `{cache: {shards: 3}}`}, ""},
		"CacheAuth":              {"Clients would be locked out.", args{`{cache: {}}`, `{cache: {auth: None}}`}, "auth cannot change"},
		"UsersMissing":           {"Users have to be given.", args{`{}`, `{cache: {auth: Users}}`}, "users is required with auth Users"},
		"ServiceWithoutPort":     {"Requests need a port.", args{`{}`, `{services: [{name: one, paths: [/*]}]}`}, "port is required with paths or hosts"},
		"Worker":                 {"A service without requests needs no port.", args{`{}`, `{services: [{name: one, image: two}]}`}, ""},
		"HealthCheckTooSlow":     {"AWS refuses it.", args{`{}`, `{services: [{name: one, healthCheck: {timeoutSeconds: 30}}]}`}, "timeoutSeconds must be less than intervalSeconds"},
		"ReplicasReversed":       {"Autoscaling refuses it.", args{`{}`, `{services: [{name: one, replicas: {min: 11}}]}`}, "min must not be greater than max"},
		"SlowStartTooShort":      {"AWS refuses it.", args{`{}`, `{services: [{name: one, targetGroup: {slowStartSeconds: 29}}]}`}, "slowStartSeconds must be 0"},
		"CookieWithoutName":      {"AWS refuses it.", args{`{}`, `{services: [{name: one, targetGroup: {stickiness: {type: app_cookie}}}]}`}, "cookieName is required"},
		"EgressPortsReversed":    {"AWS refuses it.", args{`{}`, `{services: [{name: one, egress: [{cidr: 10.0.0.0/8, port: 2, endPort: 1}]}]}`}, "endPort must not be less than port"},
		"ServicesComeAndGo":      {"Services are not for life.", args{`{services: [{name: one, port: 1}]}`, `{services: [{name: two, port: 2}]}`}, ""},
		"ServicePortAndPaths":    {"A new port is a new target group.", args{`{services: [{name: one, port: 1, paths: [/a]}]}`, `{services: [{name: one, port: 2, paths: [/b]}]}`}, ""},
		"SearchAdded":            {"A store can come later.", args{`{}`, `{search: {zones: [a]}}`}, ""},
		"ProtectionComesAndGoes": {"Protection is a switch.", args{`{}`, `{deletionProtection: false, confirmDeletion: [database]}`}, ""},
	}
	s := structural(t, xplatform.Definition)
	validator := cel.NewValidator(s, true, celconfig.PerCallLimit)
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			before, after := objectOf(t, tc.args.before), objectOf(t, tc.args.after)
			faults, _ := validator.Validate(t.Context(), nil, s, after, before, celconfig.RuntimeCELCostBudget)
			got := ""
			if len(faults) > 0 {
				got = faults[0].Detail
			}
			if !strings.Contains(got, tc.want) || (tc.want == "") != (got == "") || len(faults) > 1 {
				t.Errorf("\n%s\nwant a fault with %q, got: %v", tc.reason, tc.want, cmp.Diff(nil, faults))
			}
		})
	}
}
