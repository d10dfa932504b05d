package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An emulation is a control plane on which the provider itself runs, with moto as
// AWS.
type emulation struct {
	*plane

	// address is the address of moto.
	address string
	gaps    []gap
	report  *report
}

// emulate connects to the control plane of make up AWS=moto.
func emulate(t *testing.T) *emulation {
	t.Helper()
	p := connect(t)
	address, err := os.ReadFile(filepath.Join(p.dir, "moto.address"))
	if err != nil {
		t.Skip("the control plane has no moto: run make provider-e2e")
	}
	e := &emulation{plane: p, address: string(address), gaps: readGaps(t), report: newReport(t)}
	t.Cleanup(func() {
		e.report.listAdopted()
		e.report.listDefects()
		e.report.listGaps(e.gaps)
	})
	return e
}

func (e *emulation) in(t *testing.T) *emulation {
	t.Helper()
	part := *e
	part.plane = e.plane.in(t)
	return &part
}

// forTest returns a platform for this part of a test.
func (e *emulation) forTest(f *platform) *platform { return f.in(e.t) }

// defaultCases are the cases of test/pipeline that are settled besides the
// examples. Together they contain every kind in use.
const defaultCases = "cache-open database-rotation edge-domain edge-options endpoints ipv4-only service-options services-connected " +
	"services-namespaced stores-everything"

// passwords is the Secret with passwords of cache users that a case names.
const passwords = `{apiVersion: v1, kind: Secret, metadata: {name: cache-users, namespace: cases},
  stringData: {default: not-a-secret-0123456789, chat: not-a-secret-9876543210}}`

// cases returns platforms as test/pipeline renders them, each under its own
// name.
func (e *emulation) cases() []*platform {
	e.t.Helper()
	names, set := os.LookupEnv("XPLATFORM_PROVIDER_CASES")
	if !set {
		names = defaultCases
	}
	namespace := e.namespace("cases")
	e.apply(secrets, object(e.t, passwords, nil))
	wanted := strings.Fields(names)
	all := make([]*platform, 0, len(wanted))
	for _, name := range wanted {
		file := filepath.Join("..", "pipeline", "cases", name, "claim.yaml")
		all = append(all, e.claim(file, namespace, name))
	}
	return all
}

// inOtherFamily returns a claim as a namespaced platform.
func (e *emulation) inOtherFamily(f *platform) *platform {
	e.t.Helper()
	f.o.SetAPIVersion(namespaced.GroupVersion().String())
	f.kind = namespaced
	return f
}
