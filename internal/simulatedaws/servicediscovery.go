package simulatedaws

var servicediscoveryKinds = map[string]kind{
	"servicediscovery/HTTPNamespace": {
		invent: func(r *resource) string { return "ns-" + digest(r, 16) },
		arn:    arn("servicediscovery", "namespace/"),
		more:   func(p report) { p.invent("httpName", p.asked("name")) },
	},
}
