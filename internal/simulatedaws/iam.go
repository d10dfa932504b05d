package simulatedaws

import "fmt"

var iamKinds = map[string]kind{
	"iam/Role": {
		arn: func(r *resource, atProvider map[string]any) string {
			path, ok := atProvider["path"].(string)
			if !ok {
				path = "/"
			}
			return fmt.Sprintf("arn:aws:iam::%s:role%s%s", account, path, r.externalName())
		},
		more: func(p report) {
			p.invent("uniqueId", "AROA"+digest(p.resource, 17))
			p.invent("createDate", transition)
		},
	},
	"iam/RolePolicy": {
		refs: map[string]target{"role": idOf("iam/Role")},
		named: func(r *resource, atProvider map[string]any) string {
			return fmt.Sprintf("%v:%s", atProvider["role"], r.externalName())
		},
	},
}
