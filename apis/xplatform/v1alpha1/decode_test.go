package v1alpha1

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/util/yaml"
)

// specOf parses a spec written in YAML.
func specOf(t *testing.T, text string) map[string]any {
	t.Helper()
	var spec map[string]any
	if err := yaml.Unmarshal([]byte(text), &spec); err != nil {
		t.Fatalf("cannot parse the spec of a test: %v", err)
	}
	return spec
}

// faultsOf are the faults of a spec as the user reads them.
func faultsOf(t *testing.T, text string) []string {
	t.Helper()
	_, faults := Decode(specOf(t, text))
	if len(faults) == 0 {
		return nil
	}
	out := make([]string, len(faults))
	for i, f := range faults {
		out[i] = f.Error()
	}
	return out
}

func TestDecodeFaults(t *testing.T) {
	const (
		objectName = `^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`
		policyARN  = `^arn:aws[a-z0-9-]*:iam::([0-9]{12}|aws):policy/[^*?$\s]+$`
	)
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"Smallest": {
			reason: "A region is all that has to be given.",
			args:   `{region: eu-central-1}`,
		},
		"Machinery": {
			reason: "What Crossplane adds to a spec is its own.",
			args: `{region: eu-central-1, claimRef: {name: x}, compositionRef: {name: x}, compositionRevisionRef: {name: x},
				compositionRevisionSelector: {}, compositionSelector: {}, compositionUpdatePolicy: Automatic, resourceRefs: [{}],
				environmentConfigRefs: [], publishConnectionDetailsTo: {}, writeConnectionSecretToRef: {name: x}, resourceRef: {},
				compositeDeletePolicy: Foreground, crossplane: {compositionRef: {name: x}}}`,
		},
		"Empty": {
			reason: "A required field that is absent is named, with an example.",
			args:   `{}`,
			want:   []string{`spec.region: Required value: must be given, for example "eu-central-1"`},
		},
		"Everything": {
			reason: "All faults come at once, of whatever kind.",
			args: `{region: 7, zones: [a, g, a], Tags: {}, deletionProtection: "yes", cache: [],
				network: {cidr: 10.0.0.1/16, flowLogs: {retentionDays: 8}, nat: {mode: None, zone: a}},
				services: [{name: A}, {port: 0, paths: [foo], healthCheck: {timeoutSecond: 1}}],
				database: {version: 17}}`,
			want: []string{
				`spec.Tags: Invalid value: "Tags": unknown field: write tags`,
				`spec.cache: Invalid value: []: must be an object (fields below it)`,
				`spec.database.version: Invalid value: 17: must be a string: write "17" in quotes`,
				`spec.deletionProtection: Invalid value: "yes": must be true or false, without quotes`,
				`spec.network.cidr: Invalid value: "10.0.0.1/16": has host bits set: write 10.0.0.0/16`,
				`spec.network.flowLogs.retentionDays: Unsupported value: 8: supported values: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653`,
				`spec.network.nat.zone: Invalid value: "a": only mode Single has one zone: remove zone or write mode: Single`,
				`spec.region: Invalid value: 7: must be a string: write "7" in quotes`,
				`spec.services[0].name: Invalid value: "A": must match ^[a-z]([a-z0-9-]*[a-z0-9])?$, for example "chat"`,
				`spec.services[1].healthCheck.timeoutSecond: Invalid value: "timeoutSecond": unknown field: the fields here are graceSeconds, healthyThreshold, intervalSeconds, path, successCodes, timeoutSeconds, unhealthyThreshold`,
				`spec.services[1].name: Required value: must be given, for example "chat"`,
				`spec.services[1].paths: Invalid value: ["foo"]: routes require a load balancer: add spec.edge or remove paths`,
				`spec.services[1].paths[0]: Invalid value: "foo": must match ^/[A-Za-z0-9_.$/~"'@:+&*?-]*$, for example "/api/chat/*"`,
				`spec.services[1].port: Invalid value: 0: must be 1 to 65535`,
				`spec.zones[1]: Unsupported value: "g": supported values: a, b, c, d, e, f`,
				`spec.zones[2]: Duplicate value: "a"`,
			},
		},
		"Bounds": {
			reason: "A number, a length or a count out of bounds is told both bounds.",
			args:   `{region: eu-central-1, id: toolongid, zones: [a], edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/0f", idleTimeoutSeconds: 4001}}`,
			want: []string{
				`spec.edge.idleTimeoutSeconds: Invalid value: 4001: must be 1 to 4000`,
				`spec.id: Invalid value: "toolongid": must have at most 8 characters, for example "x7k2p"`,
				`spec.zones: Invalid value: 1: must have 2 to 6 entries, for example ["a","b"]`,
			},
		},
		"Names": {
			reason: "What names an object of Kubernetes has the form of such a name.",
			args: `{region: eu-central-1, providerConfigName: Team_A, connectionSecretName: a..b,
				cache: {auth: Users, users: [{name: default, accessString: "on ~* +@all", passwordSecretRef: {name: -a}}]}}`,
			want: []string{
				`spec.cache.users[0].passwordSecretRef.name: Invalid value: "-a": must match ` + objectName,
				`spec.connectionSecretName: Invalid value: "a..b": must match ` + objectName + `, for example "shop-connection"`,
				`spec.providerConfigName: Invalid value: "Team_A": must match ` + objectName + `, for example "default"`,
			},
		},
		"NamesOfSeveralLabels": {
			reason: "Dots may part it.",
			args: `{region: eu-central-1, providerConfigName: team-a.example.org, connectionSecretName: 1.a-b.c,
				cache: {auth: Users, users: [{name: default, accessString: "on ~* +@all", passwordSecretRef: {name: a.b}}]}}`,
		},
		"Boundaries": {
			reason: "Only a managed policy can be a boundary.",
			args: `{region: eu-central-1, permissionsBoundaryArn: "arn:aws:iam::123456789012:role/boundary",
				services: [{name: one, taskRole: {permissionsBoundaryArn: "boundary"}}, {name: two, taskRole: {permissionsBoundaryArn: "arn:aws:iam::aws:policy/AdministratorAccess"}}]}`,
			want: []string{
				`spec.permissionsBoundaryArn: Invalid value: "arn:aws:iam::123456789012:role/boundary": must match ` + policyARN + `, for example "arn:aws:iam::123456789012:policy/boundary"`,
				`spec.services[0].taskRole.permissionsBoundaryArn: Invalid value: "boundary": must match ` + policyARN + `, for example "arn:aws:iam::123456789012:policy/boundary"`,
			},
		},
		"DuplicateService": {
			reason: "Services are told apart by their names.",
			args:   `{region: eu-central-1, services: [{name: chat}, {name: chat}]}`,
			want:   []string{`spec.services[1].name: Duplicate value: "chat"`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, faultsOf(t, tc.args)); diff != "" {
				t.Errorf("\n%s\nDecode(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestDecodeOrder decodes one platform in two orders.
func TestDecodeOrder(t *testing.T) {
	one, faults := Decode(specOf(t, `{region: eu-central-1, zones: [a, b, c], database: {}, cache: {}, edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/0f"}, network: {endpoints: [s3, ecr]},
		services: [{name: a, image: x, port: 1, paths: [/a, /b], uses: [cache, database]}, {name: b}]}`))
	if len(faults) > 0 {
		t.Fatal(faults.ToAggregate())
	}
	other, _ := Decode(specOf(t, `{zones: [c, a, b], region: eu-central-1, cache: {}, edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/0f"}, database: {}, network: {endpoints: [ecr, s3]},
		services: [{name: b}, {uses: [database, cache], name: a, port: 1, image: x, paths: [/b, /a]}]}`))
	if diff := cmp.Diff(one, other); diff != "" {
		t.Errorf("Decode(...) of the same platform in another order: -one, +other:\n%s", diff)
	}
}

func TestDecodeKeepsItsInput(t *testing.T) {
	const text = `{region: eu-central-1, zones: [b, a], claimRef: {name: x}, unknown: 1, services: [{name: a}]}`
	given := specOf(t, text)
	Decode(given)
	if diff := cmp.Diff(specOf(t, text), given); diff != "" {
		t.Errorf("Decode(...) changed its input: -before, +after:\n%s", diff)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"region":"eu-central-1","zones":["a","b"],"network":{"cidr":"10.0.0.0/20","subnets":{"public":{"a":"10.0.0.0/24"}}}}`))
	f.Add([]byte(`{"region":1,"zones":[null,{}],"services":[{"name":{},"uses":["x"]}],"network":{"existing":{"subnetIds":{"public":{"":""}}}}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var value map[string]any
		if err := json.Unmarshal(raw, &value); err != nil {
			t.Skip()
		}
		first, faults := Decode(value)
		if (first == nil) != (len(faults) > 0) {
			t.Fatalf("Decode(...) = %v with %d faults", first, len(faults))
		}
		second, again := Decode(value)
		if diff := cmp.Diff(first, second); diff != "" || len(faults) != len(again) {
			t.Errorf("Decode(...) differs from one call to the next: %s", diff)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	const arn = "arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
	services := make([]any, 200)
	for i := range services {
		service := map[string]any{"name": fmt.Sprintf("s%d", i), "image": "x:1", "port": int64(3000)}
		if i < 100 { // A load balancer has no room for more.
			service["paths"] = []any{fmt.Sprintf("/s%d/*", i)}
		}
		services[i] = service
	}
	for name, n := range map[string]int{"network": 0, "four": 4, "twohundred": 200} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, faults := Decode(map[string]any{"region": "eu-central-1", "edge": map[string]any{"certificateArn": arn}, "services": services[:n]}); len(faults) > 0 {
					b.Fatal(faults.ToAggregate())
				}
			}
		})
	}
}
