package explain

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/render"
	"github.com/xplatform-dev/xplatform/internal/timeline"
)

// A table aligns columns.
type table struct{ *tabwriter.Writer }

func newTable(w io.Writer, head ...string) table {
	t := table{tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)}
	t.row(head...)
	return t
}

func (t table) row(cells ...string) {
	for i, c := range cells {
		cells[i] = cmp.Or(c, "-")
	}
	fmt.Fprintln(t, strings.Join(cells, "\t"))
}

// WriteRoutes writes the rules of all listeners in the order in which they apply.
func WriteRoutes(w io.Writer, p *outline.Platform) error {
	t := newTable(w, "LISTENER", "PRIORITY", "HOSTS", "PATHS", "ANSWER", "KEY")
	if p.LoadBalancer != nil {
		for _, l := range p.LoadBalancer.Listeners {
			listener := fmt.Sprintf("%s:%d", l.Protocol, l.Port)
			for _, r := range l.Rules {
				t.row(listener, strconv.FormatInt(r.Priority, 10), strings.Join(r.Hosts, " "), strings.Join(r.Paths, " "), r.Action.String(), r.Key)
			}
			t.row(listener, "default", "", "", l.Default.String(), l.Key)
		}
	}
	return t.Flush()
}

// WritePaths writes who can reach whom, and the rules of security groups that allow it.
func WritePaths(w io.Writer, p *outline.Platform) error {
	t := newTable(w, "FROM", "TO", "PROTOCOL", "PORTS", "EGRESS RULE", "INGRESS RULE")
	for _, o := range p.Openings {
		ports := strconv.FormatInt(o.FirstPort, 10)
		if o.LastPort != o.FirstPort {
			ports += fmt.Sprintf("-%d", o.LastPort)
		}
		t.row(o.From.String(), o.To.String(), o.Protocol, ports, o.Egress, o.Ingress)
	}
	return t.Flush()
}

// nameFields are the fields in which kinds have their name in AWS.
var nameFields = []string{"name", "identifier", "family", "domainName", "bucket"}

// WriteNames writes the key of every resource with its name in AWS, if xplatform chooses
// it. AWS chooses those of the others.
func WriteNames(w io.Writer, turns []render.Turn) error {
	chosen := map[string]string{}
	for _, turn := range turns {
		for _, o := range turn.Result.Resources {
			if _, known := chosen[timeline.Key(o)]; !known {
				chosen[timeline.Key(o)] = nameInAWS(o)
			}
		}
	}
	t := newTable(w, "KEY", "KIND", "NAME IN AWS")
	for _, o := range turns[len(turns)-1].Result.Resources {
		t.row(timeline.Key(o), o.GetKind(), chosen[timeline.Key(o)])
	}
	return t.Flush()
}

// nameInAWS returns the name that a resource has before it is observed.
func nameInAWS(o *unstructured.Unstructured) string {
	for _, field := range nameFields {
		if name, _, _ := unstructured.NestedString(o.Object, "spec", "forProvider", field); name != "" {
			return name
		}
	}
	return o.GetAnnotations()["crossplane.io/external-name"]
}
