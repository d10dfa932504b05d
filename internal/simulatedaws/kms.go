package simulatedaws

import "strings"

var kmsKinds = map[string]kind{
	"kms/Key": {
		invent: uuid,
		arn:    arn("kms", "key/"),
		more:   func(p report) { p.invent("keyId", p.externalName()) },
	},
	"kms/Alias": {
		refs: map[string]target{"targetKeyId": externalNameOf("kms/Key")},
		identify: func(r *resource, _ map[string]any) string {
			return "alias/" + r.externalName()
		},
		arn: arn("kms", "alias/"),
		more: func(p report) {
			p.invent("targetKeyArn", strings.TrimSuffix(p.text("arn"), "alias/"+p.externalName())+"key/"+p.text("targetKeyId"))
		},
	},
}
