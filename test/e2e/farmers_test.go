package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
)

const (
	soon = time.Minute
	long = 4 * time.Minute
)

// TestFarmers follows the example from its beginning to its end, through what
// happens to a platform in a year.
func TestFarmers(t *testing.T) {
	p := connect(t)
	f := p.example("farmers/claim.yaml", p.namespace("farmers"), "farmers")
	before, h := p.effort(), f.record()
	f.set(map[string]any{"name": "farmers-own"}, "writeConnectionSecretToRef")
	f.ready(long, "the platform becomes ready")
	e := p.effort().since(before)
	t.Logf("%d resources, %d calls of each function, %d events at the circuit breaker, of which it dropped %d", len(f.resources()), e.calls, e.events, e.dropped)
	e.bearable(t)
	h.becomesReady()

	steps := []struct {
		name string
		run  func(*platform)
	}{
		{"Status", status},
		{"ZoneAdded", zoneAdded},
		{"ServiceAdded", serviceAdded},
		{"ImageChanged", imageChanged},
		{"RouteAdded", routeAdded},
		{"RouteMoved", routeMoved},
		{"EditedByHand", editedByHand},
		{"DeletedByHand", deletedByHand},
		{"ProviderError", providerError},
		{"Restarted", restarted},
		{"DatabaseRemoved", databaseRemoved},
		{"DeletedProtected", deletedProtected},
	}
	for _, s := range steps {
		if !t.Run(s.name, func(t *testing.T) { s.run(f.in(t)) }) {
			t.FailNow() // The next step starts from where this one should have ended.
		}
	}
}

// status says how the platform is reached, and so do both Secrets.
func status(f *platform) {
	for _, path := range [][]string{{"network", "vpcId"}, {"network", "ipv6Cidr"}, {"edge", "url"}, {"database", "host"}, {"cache", "host"}, {"search", "endpoint"}} {
		if f.text(path...) == "" {
			f.t.Errorf("status.%s is empty", strings.Join(path, "."))
		}
	}
	for _, name := range []string{"farmers-own", "farmers-connection"} {
		f.await(soon, "Secret "+name+" says how the platform is reached", func() string {
			s := f.get(secrets, f.o.GetNamespace(), name)
			if s == nil {
				return "there is none"
			}
			data, _, _ := unstructured.NestedStringMap(s.Object, "data")
			if data["database-host"] == "" || data["url"] == "" {
				return fmt.Sprintf("it has only %v", data)
			}
			return ""
		})
	}
}

// zoneAdded takes a zone more. Nothing that exists is made anew.
func zoneAdded(f *platform) {
	before := f.identities()
	f.set([]any{"a", "b", "c"}, "zones")
	f.await(long, "zone c has subnets", func() string {
		if f.text("network", "subnetIds", "private", "c") == "" {
			return "status names none"
		}
		return ""
	})
	f.ready(long, "the platform is ready again")
	f.unchanged(before)
}

func serviceAdded(f *platform) {
	before := f.identities()
	services, _, _ := unstructured.NestedSlice(f.o.Object, "spec", "services")
	f.set(append(services, map[string]any{"name": "weather", "port": int64(8080), "paths": []any{"/api/weather/*"}}), "services")
	f.await(long, "the service has a target group", func() string {
		if f.text("services", "weather", "targetGroupArn") == "" {
			return "status names none"
		}
		return ""
	})
	f.ready(long, "the platform is ready again")
	f.unchanged(before)
}

// editedByHand heals what somebody does to a managed resource.
func editedByHand(f *platform) {
	subnet := f.resources()["subnet-private-a"]
	patch := []byte(`{"spec":{"forProvider":{"mapPublicIpOnLaunch":true}}}`)
	if _, err := f.client.Resource(of(subnet)).Patch(f.ctx, subnet.GetName(), types.MergePatchType, patch, metav1.PatchOptions{}); err != nil {
		f.t.Fatal(err)
	}
	f.await(soon, "the edit is undone", func() string {
		if public, _, _ := unstructured.NestedBool(f.resources()["subnet-private-a"].Object, "spec", "forProvider", "mapPublicIpOnLaunch"); public {
			return "the private subnet gives public addresses"
		}
		return ""
	})
}

// deletedByHand makes anew what somebody deletes.
func deletedByHand(f *platform) {
	rule := f.resources()["listener-rule-api-chat"]
	f.remove(of(rule), "", rule.GetName())
	f.await(soon, "what was deleted is there again", func() string {
		now := f.resources()["listener-rule-api-chat"]
		if now == nil || now.GetUID() == rule.GetUID() {
			return "it is not"
		}
		return ""
	})
	f.ready(long, "the platform is ready again")
}

// providerError shows on the claim what AWS says, and forgets it when it is over.
func providerError(f *platform) {
	const said = "VcpuLimitExceeded: You have reached your limit of elastic IPs"
	lift := f.order("fail", `{EIP: "`+said+`"}`)
	defer lift()
	f.set([]any{"a", "b", "c", "d"}, "zones")
	f.await(long, "the claim says what AWS says", func() string {
		if state, message := condition(f.now(), "NetworkReady"); state != "False" || !strings.Contains(message, said) || !strings.Contains(message, "elastic-ip-d") {
			return fmt.Sprintf("NetworkReady is %s: %s", state, message)
		}
		return ""
	})
	lift()
	f.ready(long, "the platform is ready once AWS is")
}

// databaseRemoved keeps the database until the claim confirms that it may go.
func databaseRemoved(f *platform) {
	unstructured.RemoveNestedField(f.o.Object, "spec", "database")
	f.services(func(_ string, s map[string]any) {
		if uses, ok := s["uses"].([]any); ok {
			s["uses"] = slices.DeleteFunc(uses, func(u any) bool { return u == "database" })
		}
	})
	f.await(soon, "the claim says that the database is kept", func() string {
		if _, message := condition(f.now(), "DataReady"); !strings.Contains(message, "database") {
			return "DataReady says: " + message
		}
		return ""
	})
	if f.resources()["database"] == nil {
		f.t.Fatal("the database was deleted without being confirmed")
	}
	f.set([]any{"database"}, "confirmDeletion")
	f.await(long, "the database is gone", func() string {
		if f.resources()["database"] != nil || slices.ContainsFunc(f.aws(f.composite()), func(r awsResource) bool { return r.Kind == "rds/Instance" }) {
			return "it is there"
		}
		return ""
	})
	f.ready(long, "the platform is ready without it")
}

// deletedProtected leaves in AWS what status named, and nothing else.
func deletedProtected(f *platform) {
	kept := f.list("onDelete", "kept")
	if !slices.Contains(kept, "vpc") || !slices.Contains(kept, "search") {
		f.t.Fatalf("status does not keep what is protected: %v", kept)
	}
	var want []string
	all := f.resources()
	for _, key := range kept {
		if o := all[key]; o != nil {
			want = append(want, o.GetName())
		}
	}
	left := f.aws(f.delete())
	got := make([]string, 0, len(left))
	for _, r := range left {
		got = append(got, r.Object)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		f.t.Errorf("AWS has something else than status.onDelete.kept named:\nwant %v\ngot  %v", want, got)
	}
}
