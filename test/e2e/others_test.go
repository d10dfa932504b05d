package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func toText(v any) string {
	text, _ := json.Marshal(v) // A value that was read from JSON can be written as JSON.
	return string(text)
}

// TestUnprotected deletes all resources, in an order that AWS accepts: it
// refuses to delete resources in use, and is empty at the end.
func TestUnprotected(t *testing.T) {
	p := connect(t)
	f := p.example("farmers/claim.yaml", p.namespace("unprotected"), "unprotected")
	f.set(false, "deletionProtection")
	f.ready(long, "the platform becomes ready")
	f.await(soon, "status lists no kept resources", func() string {
		if kept := f.list("onDelete", "kept"); len(kept) > 0 {
			return fmt.Sprintf("it keeps %v", kept)
		}
		return ""
	})
	keyNeeded(f)
	start := time.Now()
	composite := f.delete()
	t.Logf("deleted in %.1f s", time.Since(start).Seconds())
	p.emptied(composite)
}

// TestNamespaced deletes a namespaced composite with all resources.
// TestNamespacedFarmers shows its life before. The name of its connection
// Secret is taken at first.
func TestNamespaced(t *testing.T) {
	p := connect(t)
	f := p.example("farmers/claim-namespaced.yaml", p.namespace("nsunprotected"), "nsunprotected")
	p.apply(secrets, object(t, `{apiVersion: v1, kind: Secret, metadata: {name: farmers-namespaced-connection, namespace: nsunprotected}, data: {theirs: eA==}}`, nil))
	f.set(false, "deletionProtection")
	leftAlone(f)
	f.ready(long, "the platform becomes ready")
	for key, o := range f.resources() {
		if o.GetNamespace() != "nsunprotected" {
			t.Errorf("%s is in no namespace", key)
		}
	}
	f.await(soon, "the connection Secret exists", func() string {
		if f.get(secrets, "nsunprotected", "farmers-namespaced-connection") == nil {
			return "it does not"
		}
		return ""
	})
	keyNeeded(f)
	p.emptied(f.delete())
}

// leftAlone waits until all resources but the connection Secret exist, whose
// name belongs to another owner's Secret, and then deletes that one.
func leftAlone(f *platform) {
	f.t.Helper()
	const namespace, name = "nsunprotected", "farmers-namespaced-connection"
	f.await(long, "the platform waits for a Secret that is not its own", func() string {
		status, message := condition(f.now(), "DataReady")
		if status == "False" && strings.Contains(message, "waits for Secret "+namespace+"/"+name+" to be gone") {
			return ""
		}
		return "DataReady is " + status + ": " + message
	})
	s := f.get(secrets, namespace, name)
	data, _, _ := unstructured.NestedStringMap(s.Object, "data")
	if len(data) != 1 || data["theirs"] == "" || len(s.GetOwnerReferences()) > 0 {
		f.t.Errorf("the Secret of another owner was written: %v", s.Object)
	}
	f.remove(secrets, namespace, name)
}

// TestTwoClaims shows that two platforms of one name in two namespaces do not
// affect each other.
func TestTwoClaims(t *testing.T) {
	p := connect(t)
	one, two := p.example("minimal/claim.yaml", p.namespace("one"), "twin"), p.example("minimal/claim.yaml", p.namespace("two"), "twin")
	for _, f := range []*platform{one, two} {
		f.set(false, "deletionProtection")
	}
	one.ready(long, "the first becomes ready")
	two.ready(long, "the second becomes ready")
	if one.text("network", "vpcId") == two.text("network", "vpcId") {
		t.Error("both have one VPC")
	}

	stands, has := one.snapshot(), p.aws(one.composite())
	two.set(map[string]any{"only": "two"}, "tags")
	two.ready(long, "the second is ready with another tag")
	if why := untagged(two.resources(), "only", "two"); why != "" {
		t.Error(why)
	}
	if said := changed(stands, one.snapshot()); len(said) > 0 {
		t.Errorf("the first changed with the second: %v", said)
	}
	if diff := cmp.Diff(has, p.aws(one.composite())); diff != "" {
		t.Errorf("resources of the first in AWS changed with the second: -before, +now:\n%s", diff)
	}

	before, aws := two.identities(), p.aws(two.composite())
	p.emptied(one.delete())
	two.unchanged(before)
	for _, said := range awsLost(aws, p.aws(two.composite())) {
		t.Error(said)
	}
	two.ready(soon, "the second is still ready")
	p.emptied(two.delete())
}
