package simulatedaws

import "strings"

var route53Kinds = map[string]kind{
	"route53/Record": {
		invent: recordID,
		refs:   map[string]target{"records": statusOf("ec2/EIP", "publicIp")},
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
