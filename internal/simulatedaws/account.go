package simulatedaws

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
)

// An Account contains the resources in AWS, whether Kubernetes knows them or
// not. Resources are added when they are created and stay until they are
// deleted, also when their objects are gone. It may be used from several
// goroutines.
type Account struct {
	mutex     sync.Mutex
	resources map[string]Resource

	// lostKeys are the names of KMS keys whose deletion is scheduled. They are
	// forgotten with the process.
	lostKeys map[string]bool
}

// A Resource is a resource in AWS.
type Resource struct {
	// Kind is its service and kind, such as ec2/VPC.
	Kind string `json:"kind"`

	// ID is the provider's status.atProvider.id. External names are not enough:
	// that of a role's policy is unique within its role only.
	ID string `json:"id"`

	// Name is its external name.
	Name string `json:"name"`

	// Object is the name of the object that created it, with its namespace.
	Object string `json:"object"`

	// Names are all names by which others may refer to it.
	Names []string `json:"names"`

	// Parameters are the requested parameters, with references resolved.
	Parameters map[string]any `json:"parameters"`
}

// NewAccount returns one that holds resources.
func NewAccount(resources []Resource) *Account {
	a := &Account{resources: map[string]Resource{}, lostKeys: map[string]bool{}}
	for _, r := range resources {
		a.resources[r.key()] = r
	}
	return a
}

func (r Resource) key() string { return r.Kind + "/" + r.ID }

// Resources returns all, by kind and id.
func (a *Account) Resources() []Resource {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return slices.SortedFunc(maps.Values(a.resources), func(x, y Resource) int { return cmp.Compare(x.key(), y.key()) })
}

// Record adds the resource of an object that Act reported, unless it has no
// identity yet, or is only observed.
func (a *Account) Record(o *unstructured.Unstructured) {
	r, ok := recorded(o)
	if !ok {
		return
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.resources[r.key()] = r
}

func recorded(o *unstructured.Unstructured) (Resource, bool) {
	if status(o, "id") == "" || !Creates(o) {
		return Resource{}, false
	}
	name := cmp.Or(o.GetAnnotations()[externalNameAnnotation], status(o, "id"))
	parameters, _, _ := unstructured.NestedMap(o.Object, "spec", "forProvider")
	r := identified(o)
	r.Name, r.Object, r.Parameters = name, o.GetName(), runtime.DeepCopyJSON(parameters)
	if ns := o.GetNamespace(); ns != "" {
		r.Object = ns + "/" + r.Object
	}
	for _, other := range []string{name, r.ID, status(o, "arn"), parameter(o, "name")} {
		if other != "" && !slices.Contains(r.Names, other) {
			r.Names = append(r.Names, other)
		}
	}
	return r, true
}

// identified returns the resource of an object, with the fields that identify
// it in AWS.
func identified(o *unstructured.Unstructured) Resource {
	return Resource{Kind: kindKey(o), ID: status(o, "id")}
}

// Creates reports whether an object may create its resource.
func Creates(o *unstructured.Unstructured) bool { return may(o, "Create") }

// Deletes reports whether the resource of an object is deleted with it.
func Deletes(o *unstructured.Unstructured) bool {
	policy, _, _ := unstructured.NestedString(o.Object, "spec", "deletionPolicy")
	return policy != "Orphan" && may(o, "Delete")
}

func may(o *unstructured.Unstructured, what string) bool {
	policies, ok, _ := unstructured.NestedStringSlice(o.Object, "spec", "managementPolicies")
	return !ok || slices.Contains(policies, "*") || slices.Contains(policies, what)
}
