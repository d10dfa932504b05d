package edge

import (
	"fmt"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// noteOutsideZone says of names that the hosted zone does not hold that they never
// lead here. Nothing in a claim says what the zone is called: it is seen from a
// record only, which the provider then makes inside the zone, with the zone's name
// behind its own.
func (e *Plan) noteOutsideZone(seen live.State) {
	d := e.Spec.Edge.Domain
	if d == nil {
		return
	}
	told := map[string]bool{}
	note := func(k name.Key, asked string) {
		asked = strings.TrimSuffix(asked, ".")
		zone, outside := strings.CutPrefix(strings.TrimSuffix(seen.Record(k).FQDN(), "."), strings.ToLower(asked)+".")
		if !outside || told[zone] {
			return
		}
		told[zone] = true
		e.Progress = append(e.Progress, plan.Progress{Text: fmt.Sprintf(
			"spec.edge.domain.hostedZoneId: zone %s is that of %s and does not hold %s, of which no certificate can be issued: name the zone that holds it, or remove the name", d.HostedZoneID, zone, asked)})
	}
	for _, a := range e.TLS.Aliases {
		note(a.Key, a.Name)
	}
	for _, r := range e.TLS.Records {
		note(r.Key, r.Name)
	}
}
