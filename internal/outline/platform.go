package outline

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Platform is one platform as its resources describe it.
type Platform struct {
	// Name is the name of the claim, or of the composite where there is no claim.
	Name string `json:"name"`

	// Composite is the name of the composite.
	Composite string `json:"composite"`

	Region  string  `json:"region"`
	Network Network `json:"network"`

	// LoadBalancer is nil if the platform has none.
	LoadBalancer *LoadBalancer `json:"loadBalancer,omitempty"`

	Services []Service `json:"services,omitempty"`
	Stores   []Store   `json:"stores,omitempty"`

	// Openings are the connections that security groups allow, each once.
	Openings []Opening `json:"openings,omitempty"`

	Conditions []Condition `json:"conditions,omitempty"`

	// Resources is the number of composed resources.
	Resources int `json:"resources"`

	// Kept and Removed are the keys of resources that stay in AWS and that are
	// deleted when the platform is deleted.
	Kept    []string `json:"kept,omitempty"`
	Removed []string `json:"removed,omitempty"`
}

// State is how the provider reports one resource.
type State string

// States of a resource. One that is not observed is Planned.
const (
	Planned State = "Planned"
	Ready   State = "Ready"
	Waiting State = "Waiting"
	Failing State = "Failing"
)

// Item is the part that every resource of an outline has.
type Item struct {
	// Key is the name of the resource in the composition, such as nat-gateway-a.
	Key string `json:"key"`

	// ID is the identity in AWS, empty if it is not observed.
	ID string `json:"id,omitempty"`

	State State `json:"state"`

	// Message holds the error that the provider reports for a resource that is not ready.
	Message string `json:"message,omitempty"`
}

// Condition is a condition of the composite.
type Condition struct {
	Type    string `json:"type"`
	Status  string `json:"status"`
	Reason  string `json:"reason"`
	Message string `json:"message,omitempty"`
}

// Read returns the outline of a platform: its composite with spec and status, its
// composed resources, and those of them that are observed. Where the observed
// resources are all that is known, they are both.
func Read(composite *unstructured.Unstructured, resources, observed []*unstructured.Unstructured) *Platform {
	r := newReader(composite, resources, observed)
	p := &Platform{
		Name:         claimName(composite),
		Composite:    composite.GetName(),
		Region:       r.composite.text("spec", "region"),
		Network:      r.network(),
		LoadBalancer: r.loadBalancer(),
		Services:     r.services(),
		Stores:       r.stores(),
		Openings:     r.openings(),
		Conditions:   r.conditions(),
		Resources:    len(resources),
		Kept:         r.composite.texts("status", "onDelete", "kept"),
		Removed:      r.composite.texts("status", "onDelete", "removed"),
	}
	return p
}

func claimName(composite *unstructured.Unstructured) string {
	if name := composite.GetLabels()["crossplane.io/claim-name"]; name != "" {
		return name
	}
	return composite.GetName()
}

func (r *reader) conditions() []Condition {
	all := r.composite.objects("status", "conditions")
	out := make([]Condition, 0, len(all))
	for _, c := range all {
		out = append(out, Condition{Type: c.text("type"), Status: c.text("status"), Reason: c.text("reason"), Message: c.text("message")})
	}
	return out
}
