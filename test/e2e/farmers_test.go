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

// Time limits, which are far more than usual, for busy machines.
const (
	soon = 2 * time.Minute
	long = 10 * time.Minute
)

// TestFarmers follows the example from creation to deletion, through the events
// of a platform's life.
func TestFarmers(t *testing.T) {
	p := connect(t)
	f := p.example("farmers/claim.yaml", p.namespace("farmers"), "farmers")
	before, h := p.effort(), f.record()
	f.set(map[string]any{"name": "farmers-own"}, "writeConnectionSecretToRef")
	f.await(long, "the platform becomes ready", f.notReady)
	e := p.effort().since(before)
	t.Logf("%d resources, %d calls of each function, %d events at the circuit breaker, of which it dropped %d", len(f.resources()), e.calls, e.events, e.dropped)
	e.checkEffort(t)
	h.becomesReady()
	f.follow(
		step{"Status", status},
		step{"ZoneAdded", zoneAdded},
		step{"ServiceAdded", serviceAdded},
		step{"ImageChanged", imageChanged},
		step{"RouteAdded", routeAdded},
		step{"RouteMoved", routeMoved},
		step{"EditedByHand", editedByHand},
		step{"DeletedByHand", deletedByHand},
		step{"ProviderError", providerError},
		step{"Restarted", restarted},
		step{"DatabaseRemoved", databaseRemoved},
		step{"DeletedProtected", deletedProtected},
	)
}

// TestNamespacedFarmers does the same, as far as Crossplane treats a namespaced
// composite differently from a claim.
func TestNamespacedFarmers(t *testing.T) {
	p := connect(t)
	f := p.example("farmers/claim-namespaced.yaml", p.namespace("namespaced"), "nsfarmers")
	h := f.record()
	f.apply()
	f.await(long, "the platform becomes ready", f.notReady)
	h.becomesReady()
	f.follow(
		step{"Status", status},
		step{"ZoneAdded", zoneAdded},
		step{"EditedByHand", editedByHand},
		step{"ProviderError", providerError},
		step{"DatabaseRemoved", databaseRemoved},
		step{"DeletedProtected", deletedProtected},
	)
}

// A step is an event in the life of a platform.
type step struct {
	name string
	run  func(*platform)
}

// follow runs the steps, each from the state in which the one before it should
// have ended.
func (f *platform) follow(steps ...step) {
	f.t.Helper()
	for _, s := range steps {
		if !f.t.Run(s.name, func(t *testing.T) { s.run(f.in(t)) }) {
			f.t.FailNow()
		}
	}
}

// zoneAdded adds a zone. No existing resource is replaced.
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

// editedByHand shows that manual edits of a managed resource, in Kubernetes and
// in AWS, are corrected.
func editedByHand(f *platform) {
	subnet := f.resources()["subnet-private-a"]
	patch := []byte(`{"spec":{"forProvider":{"mapPublicIpOnLaunch":true}}}`)
	edited, err := f.client.Resource(of(subnet)).Namespace(subnet.GetNamespace()).Patch(f.ctx, subnet.GetName(), types.MergePatchType, patch, metav1.PatchOptions{})
	if err != nil || at(edited, "spec", "forProvider", "mapPublicIpOnLaunch") != "true" {
		f.t.Fatalf("the private subnet cannot be edited: %v", err)
	}
	f.await(soon, "the edit is undone", func() string {
		if public := at(f.resources()["subnet-private-a"], "spec", "forProvider", "mapPublicIpOnLaunch"); public != "false" {
			return "the private subnet assigns public addresses: " + public
		}
		return ""
	})
	f.await(soon, "it is undone in AWS", func() string {
		i := slices.IndexFunc(f.aws(f.composite()), func(r awsResource) bool { return r.ID == subnet.GetAnnotations()["crossplane.io/external-name"] })
		if public := f.aws(f.composite())[i].Parameters["mapPublicIpOnLaunch"]; public != false {
			return fmt.Sprintf("the private subnet assigns public addresses: %v", public)
		}
		return ""
	})
}

// deletedByHand shows that resources that are deleted by hand are created
// again, including those that others wait for in creation. As long as AWS
// refuses to delete one, the claim says so.
func deletedByHand(f *platform) {
	const rule, ingress = "listener-rule-api-chat", "database-ingress-registration"
	const said = "ServiceUnavailable: the security group cannot be changed now"
	before, deleted := f.identities(), f.resources()
	lift := f.order("fail", "{"+deleted[ingress].GetName()+`: "`+said+`"}`)
	defer lift()
	for _, key := range []string{rule, ingress} {
		f.remove(of(deleted[key]), "", deleted[key].GetName())
		delete(before, key)
	}
	f.await(soon, "the claim reports the deletion that AWS refuses", func() string {
		if state, message := condition(f.now(), "DataReady"); state != "False" || !strings.Contains(message, said) || !strings.Contains(message, ingress) {
			return fmt.Sprintf("DataReady is %s: %s", state, message)
		}
		return ""
	})
	lift()
	f.await(soon, "the deleted resources exist again", func() string {
		now := f.resources()
		for _, key := range []string{rule, ingress} {
			if now[key] == nil || now[key].GetUID() == deleted[key].GetUID() {
				return key + " is not"
			}
		}
		return ""
	})
	f.ready(long, "the platform is ready again")
	f.unchanged(before)
}

// providerError shows that the claim reports an error of AWS, and no longer
// does once it is resolved.
func providerError(f *platform) {
	const said = "VcpuLimitExceeded: You have reached your limit of elastic IPs"
	lift := f.order("fail", `{EIP: "`+said+`"}`)
	defer lift()
	f.set([]any{"a", "b", "c", "d"}, "zones")
	f.await(long, "the claim reports the error of AWS", func() string {
		if state, message := condition(f.now(), "NetworkReady"); state != "False" || !strings.Contains(message, said) || !strings.Contains(message, "elastic-ip-d") {
			return fmt.Sprintf("NetworkReady is %s: %s", state, message)
		}
		return ""
	})
	lift()
	f.ready(long, "the platform is ready once AWS is")
}

// databaseRemoved shows that the database is kept until the claim confirms its
// deletion.
func databaseRemoved(f *platform) {
	unstructured.RemoveNestedField(f.o.Object, "spec", "database")
	f.services(func(_ string, s map[string]any) {
		if uses, ok := s["uses"].([]any); ok {
			s["uses"] = slices.DeleteFunc(uses, func(u any) bool { return u == "database" })
		}
	})
	f.await(soon, "the claim reports that the database is kept", func() string {
		if _, message := condition(f.now(), "DataReady"); !strings.Contains(message, "database") {
			return "DataReady says: " + message
		}
		return ""
	})
	if f.resources()["database"] == nil {
		f.t.Fatal("the database was deleted without confirmation")
	}
	f.set([]any{"database"}, "confirmDeletion")
	f.await(long, "the database is gone", func() string {
		if f.resources()["database"] != nil || slices.ContainsFunc(f.aws(f.composite()), func(r awsResource) bool { return r.Kind == "rds/Instance" }) {
			return "it still exists"
		}
		return ""
	})
	f.ready(long, "the platform is ready without it")
}

// deletedProtected shows that the resources that status named stay in AWS, and
// no others.
func deletedProtected(f *platform) {
	kept := f.list("onDelete", "kept")
	for _, key := range []string{
		"search", "search-security-group", "cache", "cache-subnet-group", "cache-secret", "encryption-key", "encryption-alias",
		"vpc", "subnet-database-a", "subnet-database-b", "load-balancer", "access-log-bucket",
	} {
		if !slices.Contains(kept, key) {
			f.t.Errorf("status does not list %s as kept: %v", key, kept)
		}
	}
	for _, key := range []string{"nat-gateway-a", "subnet-private-a", "listener-https", "ecs-cluster", "ecs-service-chat"} {
		if slices.Contains(kept, key) {
			f.t.Errorf("status lists %s as kept, which costs money and contains no data", key)
		}
	}
	want := make([]string, 0, len(kept))
	all, aws := f.resources(), f.aws(f.composite())
	for _, key := range kept {
		want = append(want, objectName(all[key]))
	}
	composite := f.delete()
	slices.Sort(want)
	f.await(soon, "AWS has what status.onDelete.kept named, and nothing else", func() string {
		left := f.aws(composite)
		got := make([]string, 0, len(left))
		for _, r := range left {
			got = append(got, r.Object)
		}
		if slices.Sort(got); !slices.Equal(want, got) {
			return fmt.Sprintf("\nwant %v\ngot  %v", want, got)
		}
		return ""
	})
	aws = slices.DeleteFunc(aws, func(r awsResource) bool { return !slices.Contains(want, r.Object) })
	for _, said := range awsLost(aws, f.aws(composite)) {
		f.t.Error(said) // Another one of its name would not contain the data.
	}
}

// objectName returns the name by which the simulated AWS identifies an object.
func objectName(o *unstructured.Unstructured) string {
	if o == nil || o.GetNamespace() == "" {
		return at(o, "metadata", "name")
	}
	return o.GetNamespace() + "/" + o.GetName()
}
