package e2e

import (
	"testing"
)

// TestProvider runs the provider itself against moto: platforms become ready,
// are changed, rest, and are deleted. A step that fails does not end the
// others, so that a run shows all faults. make provider-e2e runs it;
// docs/provider-e2e.md describes its proofs.
func TestProvider(t *testing.T) {
	e := emulate(t)
	farmers := []*platform{
		e.example("farmers/claim.yaml", e.namespace("farmers"), "farmers"),
		e.example("farmers/claim-namespaced.yaml", e.namespace("namespaced"), "nsfarmers"),
	}
	all := append([]*platform{
		e.example("minimal/claim.yaml", e.namespace("minimal"), "minimal"),
		e.inOtherFamily(e.example("minimal/claim.yaml", e.namespace("minimal-namespaced"), "nsminimal")),
	}, farmers...)
	all = append(all, e.cases()...)

	t.Run("Settle", func(t *testing.T) {
		e := e.in(t)
		for _, f := range all {
			e.forTest(f).apply()
		}
		e.settle(all)
	})
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) { e.in(t).change(c, farmers) })
	}
	t.Run("Rest", func(t *testing.T) { e.in(t).rest(all) })
	t.Run("DeleteProtected", func(t *testing.T) { e.in(t).deleteProtected(farmers[0]) })
	t.Run("DeleteUnprotected", func(t *testing.T) { e.in(t).deleteUnprotected(farmers[1]) })
}
