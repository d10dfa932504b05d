package simulatedprovider

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic/fake"
	clienttesting "k8s.io/client-go/testing"
	"sigs.k8s.io/yaml"
)

var (
	vpcs    = schema.GroupVersionResource{Group: "ec2.aws.upbound.io", Version: "v1beta1", Resource: "vpcs"}
	subnets = schema.GroupVersionResource{Group: "ec2.aws.upbound.io", Version: "v1beta1", Resource: "subnets"}
	configs = schema.GroupVersionResource{Version: "v1", Resource: "configmaps"}
)

const (
	vpc = `{apiVersion: ec2.aws.upbound.io/v1beta1, kind: VPC, metadata: {name: demo-vpc}, spec: {forProvider: {region: eu-central-1, cidrBlock: 10.0.0.0/16}}}`

	subnet = `{apiVersion: ec2.aws.upbound.io/v1beta1, kind: Subnet, metadata: {name: demo-subnet},
  spec: {forProvider: {region: eu-central-1, vpcIdRef: {name: demo-vpc, policy: {resolve: Always}}}}}`

	orphan = `{apiVersion: ec2.aws.upbound.io/v1beta1, kind: VPC, metadata: {name: demo-vpc}, spec: {deletionPolicy: Orphan, forProvider: {region: eu-central-1, cidrBlock: 10.0.0.0/16}}}`

	failing = `{apiVersion: v1, kind: ConfigMap, metadata: {namespace: crossplane-system, name: simulated-aws}, data: {fail: "{VPC: VpcLimitExceeded}"}}`
)

// A cluster is an API server with a provider, whose turns a test controls.
type cluster struct {
	*Provider
	t     *testing.T
	fake  *fake.FakeDynamicClient
	store string
}

// start starts a provider with existing objects, and returns once it sees them.
func start(t *testing.T, documents ...string) *cluster {
	t.Helper()
	all := make([]runtime.Object, 0, len(documents))
	for _, d := range documents {
		o := &unstructured.Unstructured{}
		if err := yaml.Unmarshal([]byte(d), &o.Object); err != nil {
			t.Fatal(err)
		}
		o.SetUID(types.UID(o.GetKind()))
		all = append(all, o)
	}
	client := fake.NewSimpleDynamicClientWithCustomListKinds(runtime.NewScheme(),
		map[schema.GroupVersionResource]string{vpcs: "VPCList", subnets: "SubnetList", configs: "ConfigMapList"}, all...)
	store := filepath.Join(t.TempDir(), "aws.json")
	account, err := load(store)
	if err != nil {
		t.Fatal(err)
	}
	c := &cluster{t: t, fake: client, store: store, Provider: &Provider{
		client: client, kinds: newWatched(client, nil), account: account, options: Options{Store: store},
	}}
	return c
}

// turns runs turns of the provider, each of which sees the result of the one
// before.
func (c *cluster) turns(n int) {
	c.t.Helper()
	for range n {
		c.see()
		if err := c.turn(c.t.Context()); err != nil {
			c.t.Fatal(err)
		}
	}
}

// see makes the provider see the current objects: one that has just begun to
// watch them has no outdated state.
func (c *cluster) see() {
	c.t.Helper()
	c.kinds = newWatched(c.client, nil)
	c.watch(c.t.Context())
	for start := time.Now(); ; time.Sleep(time.Millisecond) {
		_, unseen := c.kinds.objects()
		if unseen == "" {
			return
		}
		if time.Since(start) > time.Minute {
			c.t.Fatalf("%s is never seen", unseen)
		}
	}
}

func (c *cluster) watch(ctx context.Context) {
	c.kinds.watch(ctx, &metav1.APIResourceList{GroupVersion: "ec2.aws.upbound.io/v1beta1", APIResources: []metav1.APIResource{{Name: "vpcs"}, {Name: "vpcs/status"}, {Name: "subnets"}}})
}

func (c *cluster) get(r schema.GroupVersionResource, name string) *unstructured.Unstructured {
	c.t.Helper()
	o, err := c.client.Resource(r).Get(c.t.Context(), name, metav1.GetOptions{})
	if err != nil {
		c.t.Fatal(err)
	}
	return o
}

// delete deletes an object with a finalizer as the API server does.
func (c *cluster) delete(r schema.GroupVersionResource, name string) {
	c.t.Helper()
	o := c.get(r, name)
	o.SetDeletionTimestamp(new(metav1.NewTime(time.Now().Add(-time.Second))))
	if _, err := c.client.Resource(r).Update(c.t.Context(), o, metav1.UpdateOptions{}); err != nil {
		c.t.Fatal(err)
	}
}

// held reports whether the provider keeps an object.
func (c *cluster) held(r schema.GroupVersionResource, name string) bool {
	c.t.Helper()
	return slices.Contains(c.get(r, name).GetFinalizers(), finalizer)
}

// problem returns the message of Synced if it is false.
func (c *cluster) problem(r schema.GroupVersionResource, name string) string {
	c.t.Helper()
	conditions, _, _ := unstructured.NestedSlice(c.get(r, name).Object, "status", "conditions")
	for _, item := range conditions {
		if condition := item.(map[string]any); condition["type"] == "Synced" && condition["status"] == "False" {
			return condition["message"].(string)
		}
	}
	return ""
}

// saved returns the kinds in the file.
func (c *cluster) saved() []string {
	account, err := load(c.store)
	if err != nil {
		return []string{err.Error()}
	}
	var kinds []string
	for _, r := range account.Resources() {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

func (c *cluster) has(want ...string) {
	c.t.Helper()
	if got := c.saved(); !slices.Equal(got, want) {
		c.t.Errorf("the account has %v, want %v", got, want)
	}
}

// TestCreates proves that each resource in AWS has an object with a finalizer.
func TestCreates(t *testing.T) {
	c := start(t, vpc, subnet)
	c.turns(2)
	c.has("ec2/Subnet", "ec2/VPC")
	id := c.get(vpcs, "demo-vpc").GetAnnotations()[externalName]
	if to, _, _ := unstructured.NestedString(c.get(subnets, "demo-subnet").Object, "spec", "forProvider", "vpcId"); id == "" || to != id {
		t.Errorf("the subnet is in the VPC %q, want %q", to, id)
	}
	if !c.held(vpcs, "demo-vpc") || !c.held(subnets, "demo-subnet") {
		t.Error("the resource would remain in AWS when its object is deleted")
	}
}

// TestReleasesAfterSaving proves that once an object is gone, its resource is
// gone from the file.
func TestReleasesAfterSaving(t *testing.T) {
	c := start(t, vpc)
	c.turns(1)
	c.delete(vpcs, "demo-vpc")
	var then []string
	released := false
	c.fake.PrependReactor("update", "vpcs", func(clienttesting.Action) (bool, runtime.Object, error) {
		then, released = c.saved(), true
		return false, nil, nil
	})
	c.turns(1)
	if !released || c.held(vpcs, "demo-vpc") {
		t.Fatal("the object is never released")
	}
	if len(then) > 0 {
		t.Errorf("when the object was released, the file had %v", then)
	}
	c.has()
}

// TestReleasesNothingUnsaved proves that an object stays until the deletion of
// its resource is saved.
func TestReleasesNothingUnsaved(t *testing.T) {
	c := start(t, vpc)
	c.turns(1)
	c.delete(vpcs, "demo-vpc")
	c.see()
	c.options.Store = filepath.Join(t.TempDir(), "no such directory", "aws.json")
	if err := c.turn(t.Context()); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("the account was saved: %v", err)
	}
	if !c.held(vpcs, "demo-vpc") {
		t.Error("the object was released")
	}
}

// TestRefusesDeletion shows that AWS refuses the deletion of a resource in use.
func TestRefusesDeletion(t *testing.T) {
	c := start(t, vpc, subnet)
	c.turns(2)
	c.delete(vpcs, "demo-vpc")
	c.turns(2)
	if said := c.problem(vpcs, "demo-vpc"); !strings.Contains(said, "has dependencies and cannot be deleted") || !c.held(vpcs, "demo-vpc") {
		t.Errorf("a VPC with a subnet is deleted: %q", said)
	}
	c.has("ec2/Subnet", "ec2/VPC")
	c.delete(subnets, "demo-subnet")
	c.turns(2)
	if c.held(subnets, "demo-subnet") || c.held(vpcs, "demo-vpc") {
		t.Error("a resource that is no longer in use stays")
	}
	c.has()
}

// TestOrphans shows that orphaned resources stay in AWS.
func TestOrphans(t *testing.T) {
	c := start(t, orphan)
	c.turns(1)
	c.delete(vpcs, "demo-vpc")
	c.turns(1)
	if c.held(vpcs, "demo-vpc") {
		t.Error("the object stays")
	}
	c.has("ec2/VPC")
}

// TestProviderReportsAWSErrors shows that refusals of creation and deletion are
// reported.
func TestProviderReportsAWSErrors(t *testing.T) {
	c := start(t, vpc, failing)
	c.turns(1)
	if said := c.problem(vpcs, "demo-vpc"); !strings.Contains(said, "VpcLimitExceeded") {
		t.Errorf("the object says %q", said)
	}
	c.has()
	c.delete(vpcs, "demo-vpc")
	c.turns(1)
	if said := c.problem(vpcs, "demo-vpc"); !strings.Contains(said, "delete failed") || !c.held(vpcs, "demo-vpc") {
		t.Errorf("AWS deletes a resource that it refuses to delete: %q", said)
	}
}

// TestWaitsUntilAllIsSeen shows that no turn is taken while a kind is unknown:
// a VPC that is not seen yet would look like one that does not exist.
func TestWaitsUntilAllIsSeen(t *testing.T) {
	c := start(t, vpc, subnet)
	c.fake.PrependReactor("list", "vpcs", func(clienttesting.Action) (bool, runtime.Object, error) {
		return true, nil, errors.New("the server is busy")
	})
	c.watch(t.Context())
	seen := func() bool { return len(c.kinds.informers[subnets].GetStore().List()) > 0 }
	for start := time.Now(); !seen() && time.Since(start) < time.Minute; {
		time.Sleep(time.Millisecond)
	}
	if err := c.turn(t.Context()); err != nil {
		t.Fatal(err)
	}
	if said := c.problem(subnets, "demo-subnet"); said != "" {
		t.Errorf("the subnet says: %s", said)
	}
}
