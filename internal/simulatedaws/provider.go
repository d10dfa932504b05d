// Package simulatedaws simulates the AWS provider and AWS, so that a platform
// can be rendered in its final state, without an account and within
// milliseconds: IDs, ARNs, CIDR blocks, addresses, resolved references and
// conditions, all of them a pure function of the input.
//
// A provider has the known defects of its version (Defects), each of which can
// be disabled: it sorts references, keeps names in memory, fills in fields. It
// reports its writes, of which there must be none at rest.
//
// A resource exists as soon as its references resolve. Only the validation of a
// certificate waits, until the records are there that make the certificate an
// issued one; and a target group names its load balancers once a listener or a
// rule names the target group. AWS refuses a service of ECS until its target
// groups have a load balancer, the replica of a database until that stands, a
// store until its subnet group does, storage of a database that does not fit its
// ceiling or its speed, volumes of a search domain that are too slow for their size,
// Auto-Tune on small nodes, a subnet in a zone that the account lacks, a sticky
// target group together with others behind a rule that is not, a key policy without
// the account, a policy of another partition, and a record of which no hosted zone
// can hold another as well.
//
// What it does not simulate: time, quotas, permissions, whether AWS accepts
// other values, selectors, updates that the provider refuses because they need
// a replacement, the order in which AWS allows deletion (that is an Account's),
// and drift. Its values have the form of real ones, but are invented: every ID
// is a hash of a name, and every address comes from a block reserved for
// documentation.
package simulatedaws

import (
	"cmp"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A Provider reports what the AWS provider would. The zero value is an account
// in which everything succeeds at once.
type Provider struct {
	// Version is the provider's version, by default Compiled. It has the
	// defects that are known of that version.
	Version string

	// Mended holds defects, by name, that the provider does not have although its
	// version does. Sound has none at all.
	Mended map[string]bool
	Sound  bool

	// Restarted is true if the provider has just been started, and has nothing
	// in memory.
	Restarted bool

	// Shared is true if adopted networks belong to another account, which
	// shares them.
	Shared bool

	// Fail holds, by kind or by metadata.name, the message with which AWS
	// refuses to create or update a resource.
	Fail map[string]string

	// Slow holds kinds or names whose creation has begun and does not end. They
	// have no id yet, unless they were observed with one before.
	Slow map[string]bool

	// Late holds, by kind, the fields of status.atProvider that are still
	// missing in the report in which a resource first has an id.
	Late map[string][]string

	// Withhold contains, by kind or name, the fields of status.atProvider that
	// AWS does not report. Values that were observed before stay.
	Withhold map[string][]string

	// RollBack holds kinds or names of ECS services in which every deployment
	// fails: asked for another task definition, they report the one that was
	// observed before. The deployment and its end by the circuit breaker both
	// fall between two reports, since no report remembers what stood before the
	// last one.
	RollBack map[string]bool
}

// Act lets the provider reconcile the desired managed resources as often as it
// can usefully do so, and returns what is observed afterwards, in the order of
// desired. References are looked up among desired and observed. Resources that
// are observed and no longer desired are not returned: they are deleted.
// Neither argument is altered.
func (p *Provider) Act(desired, observed []*unstructured.Unstructured) ([]*unstructured.Unstructured, error) {
	reported, _, err := p.Reconcile(desired, observed)
	return reported, err
}

// Reconcile acts, and also returns what the provider wrote on the way, in the same
// order.
func (p *Provider) Reconcile(desired, observed []*unstructured.Unstructured) ([]*unstructured.Unstructured, []Write, error) {
	w := newWorld(observed)
	resources, err := p.resources(w, desired, accountOf(observed))
	if err != nil {
		return nil, nil, err
	}
	w.replace(resources)
	if err := p.actAll(w, resources); err != nil {
		return nil, nil, err
	}
	var writes []Write
	out := make([]*unstructured.Unstructured, 0, len(resources))
	for _, r := range resources {
		r.own()
		out = append(out, r.Unstructured)
		for _, what := range r.writes {
			writes = append(writes, Write{Kind: r.GetKind(), Name: r.GetName(), What: what})
		}
	}
	return out, writes, nil
}

// resources returns the desired ones, each with what was observed of it.
func (p *Provider) resources(w *world, desired []*unstructured.Unstructured, owner string) ([]*resource, error) {
	out := make([]*resource, 0, len(desired))
	home := ""
	for _, d := range desired {
		r, err := newResource(d, w.find(identity(d)))
		if err != nil {
			return nil, err
		}
		if p.Restarted && p.suffers(NamesInMemory) {
			r.forget()
		}
		out, home = append(out, r), cmp.Or(home, r.region())
	}
	for _, r := range out {
		r.provider, r.home, r.owner = p, cmp.Or(r.region(), home), owner
	}
	return out, nil
}
