package simulatedaws

import "strings"

var secretsmanagerKinds = map[string]kind{
	"secretsmanager/Secret": {
		invent: func(r *resource) string { return secretARN(r, r.asked("name")) },
		arn:    identityARN,
		refs:   map[string]target{"kmsKeyId": externalNameOf("kms/Key")},
	},
	"secretsmanager/SecretVersion": {
		invent: func(r *resource) string { return r.asked("secretId") + "|" + uuid(r) },
		arn:    func(r *resource, _ map[string]any) string { return r.asked("secretId") },
		refs:   ofSecret,
		more: func(p report) {
			_, version, _ := strings.Cut(p.externalName(), "|")
			p.invent("versionId", version)
			p.invent("versionStages", []any{"AWSCURRENT"})
		},
		late: []string{"versionStages"},
	},
	"secretsmanager/SecretRotation": {
		invent: identifiedBy("secretId"),
		refs:   ofSecret,
		more:   func(p report) { p.invent("rotationEnabled", true) },
	},
}

// ofSecret is the one reference of what AWS keeps apart from a secret.
var ofSecret = map[string]target{"secretId": idOf("secretsmanager/Secret")}

// secretARN returns the ARN of a secret, to whose name AWS adds six characters.
func secretARN(r *resource, name string) string {
	return regionalARN(r, "secretsmanager", "secret:"+name+"-"+digest(r, 6, "secret"))
}
