package simulatedaws

import "strings"

var kmsKinds = map[string]kind{
	"kms/Key": {
		invent:  uuid,
		arn:     arn("kms", "key/"),
		refuses: lockedOut,
		more:    func(p report) { p.invent("keyId", p.externalName()) },
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

// lockedOut repeats AWS's refusal of a key policy that leaves the account itself
// without rights. The account is that of a VPC which is the platform's own.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
func lockedOut(w *world, r *resource) string {
	policy, own := r.asked("policy"), r.account()
	for vpc := range w.ofKind(r, "ec2/VPC") {
		if owner := status(vpc, "ownerId"); owner != "" && Creates(vpc) {
			own = owner
		}
	}
	if policy == "" || strings.Contains(policy, ":iam::"+own+":root") {
		return ""
	}
	return "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future."
}
