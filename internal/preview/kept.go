package preview

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// A keeping finds the resources that a platform has and that a new platform with the
// same claim would not have.
type keeping struct {
	composite *unstructured.Unstructured
	asked     map[string]bool

	// alike are the keys of asked without the hashes that depend on identities in AWS.
	alike map[string]bool

	// running are the ARNs of the task definitions that services run, and arns those of
	// task definitions by key.
	running map[string]bool
	arns    map[string]string
}

// kept returns what the platform keeps after its last turn.
func (c Change) kept() []Kept {
	out := []Kept{}
	if c.Asked == nil {
		return out
	}
	last := c.Turns[len(c.Turns)-1].Result
	k := keeping{composite: last.Composite, asked: c.Asked, alike: map[string]bool{}, running: map[string]bool{}, arns: map[string]string{}}
	for key := range c.Asked {
		k.alike[unhashed(key)] = true
	}
	for _, o := range c.After {
		switch o.GetKind() {
		case service:
			arn, _, _ := unstructured.NestedString(o.Object, "spec", "forProvider", "taskDefinition")
			k.running[arn] = true
		case taskDefinition:
			k.arns[timeline.Key(o)], _, _ = unstructured.NestedString(o.Object, "status", "atProvider", "arn")
		}
	}
	for _, o := range last.Resources {
		if !k.wanted(o) {
			out = append(out, Kept{Resource: newResource(o), Reason: k.reason(timeline.Key(o))})
		}
	}
	return out
}

const (
	service        = "Service"
	taskDefinition = "TaskDefinition"
)

// wanted reports whether the claim asks for a resource. The keys of some end in a hash
// of identities in AWS, which a new platform has others of.
func (k keeping) wanted(o *unstructured.Unstructured) bool {
	key := timeline.Key(o)
	switch o.GetKind() {
	case taskDefinition:
		return k.alike[unhashed(key)] && (k.asked[key] || k.running[k.arns[key]])
	case "SecretVersion", "WebACLAssociation":
		return k.alike[unhashed(key)]
	}
	return k.asked[key]
}

// unhashed returns a key without its last word.
func unhashed(key string) string {
	if i := strings.LastIndex(key, "-"); i >= 0 {
		return key[:i]
	}
	return key
}

// reason returns why a platform keeps a resource.
func (k keeping) reason(key string) string {
	for _, store := range []string{"database", "cache", "search"} {
		_, asked, _ := unstructured.NestedMap(k.composite.Object, "spec", store)
		if !asked && (key == store || strings.HasPrefix(key, store+"-") || key == "encryption-key-usage-"+store) {
			return fmt.Sprintf("the deletion of the %s is not confirmed: write spec.%s again, or delete its data with spec.confirmDeletion: [%s]", store, store, store)
		}
	}
	if strings.HasPrefix(key, name.TaskDefinitions) {
		return "the task definition before the current one, for a roll-back"
	}
	return "in use, or kept because its deletion would lose data or change an address"
}
