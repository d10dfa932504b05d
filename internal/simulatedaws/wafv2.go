package simulatedaws

var wafv2Kinds = map[string]kind{
	"wafv2/WebACLAssociation": {
		invent:  func(r *resource) string { return r.asked("webAclArn") + "," + r.asked("resourceArn") },
		derived: true,
	},
}
