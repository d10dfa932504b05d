package simulatedaws

import (
	"fmt"
	"strings"
)

var route53Kinds = map[string]kind{
	"route53/Record": {
		invent: recordID,
		refs:   map[string]target{"records": statusOf("ec2/EIP", "publicIp")},

		refuses: outsideZone,
		more: func(p report) {
			p.atProvider["name"] = recordName(p.resource)
			p.atProvider["fqdn"] = recordName(p.resource)
		},
	},
}

// recordName is how Terraform keeps the name of a record. It is taken to be a
// whole one: the name of its zone, which would complete it, is not known here.
func recordName(r *resource) string {
	return strings.ToLower(strings.TrimSuffix(r.asked("name"), "."))
}

func recordID(r *resource) string {
	parts := []string{r.asked("zoneId"), recordName(r), r.asked("type")}
	if set := r.asked("setIdentifier"); set != "" {
		parts = append(parts, set)
	}
	return strings.Join(parts, "_")
}

// outsideZone refuses a new record that cannot be in one zone with another that
// is there: the two have not even their last label in common. The provider
// makes such a record inside the zone, with the zone's name behind its own,
// where it is useless.
func outsideZone(w *world, r *resource) string {
	if r.existed {
		return ""
	}
	for other := range w.ofKind(r, "route53/Record") {
		fqdn := status(other, "fqdn")
		if fqdn != "" && status(other, "zoneId") == r.asked("zoneId") && lastLabel(fqdn) != lastLabel(recordName(r)) {
			return fmt.Sprintf("InvalidChangeBatch: [RRSet with DNS name %s. is not permitted in zone %s.]", recordName(r), r.asked("zoneId"))
		}
	}
	return ""
}

func lastLabel(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
