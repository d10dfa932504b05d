package outline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// LoadBalancer is the application load balancer of a platform.
type LoadBalancer struct {
	Item

	// Name is the name in AWS.
	Name string `json:"name"`

	Internal  bool `json:"internal,omitempty"`
	DualStack bool `json:"dualStack,omitempty"`

	// Tier is the tier of its subnets, and Zones are their zones.
	Tier  string   `json:"tier,omitempty"`
	Zones []string `json:"zones,omitempty"`

	DNSName string `json:"dnsName,omitempty"`
	URL     string `json:"url,omitempty"`

	// Domains are the DNS names that point at the load balancer.
	Domains []string `json:"domains,omitempty"`

	// WebACL is the ARN of the web ACL that inspects its requests.
	WebACL string `json:"webAcl,omitempty"`

	Listeners []Listener `json:"listeners,omitempty"`
}

// Listener is one listener and its rules, in the order in which they apply.
type Listener struct {
	Item

	Port     int64  `json:"port"`
	Protocol string `json:"protocol"`

	// Certificate is the ARN of the certificate, empty for HTTP.
	Certificate string `json:"certificate,omitempty"`

	Default Action `json:"default"`
	Rules   []Rule `json:"rules,omitempty"`
}

// Rule is one rule of a listener.
type Rule struct {
	Item

	Priority int64    `json:"priority"`
	Hosts    []string `json:"hosts,omitempty"`
	Paths    []string `json:"paths,omitempty"`
	Action   Action   `json:"action"`
}

// Action describes how a listener or a rule answers requests. One field is set.
type Action struct {
	// Forward are the services that get the requests.
	Forward []Forward `json:"forward,omitempty"`

	// Redirect is the protocol and port that clients are redirected to.
	Redirect string `json:"redirect,omitempty"`

	// Response is the HTTP status code of a fixed response.
	Response string `json:"response,omitempty"`
}

// Forward is a target group that gets a share of requests.
type Forward struct {
	// TargetGroup is the key of the target group.
	TargetGroup string `json:"targetGroup"`

	// Service is empty for a target group that no service owns.
	Service string `json:"service,omitempty"`
	Port    int64  `json:"port,omitempty"`
	Weight  int64  `json:"weight,omitempty"`
}

func (r *reader) loadBalancer() *LoadBalancer {
	k := string(name.LoadBalancer)
	if !r.has(name.LoadBalancer) {
		return nil
	}
	spec := r.spec(k)
	lb := &LoadBalancer{
		Item:      r.item(k),
		Name:      spec.text("name"),
		Internal:  spec.flag("internal"),
		DualStack: strings.HasPrefix(spec.text("ipAddressType"), "dualstack"),
		DNSName:   cmp.Or(r.status(k).text("dnsName"), r.composite.text("status", "edge", "dnsName")),
		URL:       r.composite.text("status", "edge", "url"),
		Domains:   r.domains(),
		Listeners: r.listeners(),
	}
	lb.Tier, lb.Zones = r.placement(spec.texts("subnets"))
	for _, k := range r.withPrefix("WebACLAssociation", "") {
		lb.WebACL = r.spec(k).text("webAclArn")
	}
	return lb
}

// domains returns the names of alias records: other records validate certificates.
func (r *reader) domains() []string {
	var out []string
	for _, k := range r.withPrefix("Record", "") {
		spec := r.spec(k)
		if spec.object("alias") != nil && !slices.Contains(out, spec.text("name")) {
			out = append(out, spec.text("name"))
		}
	}
	return out
}

func (r *reader) listeners() []Listener {
	keys := r.withPrefix("LBListener", "")
	out := make([]Listener, 0, len(keys))
	for _, k := range keys {
		spec := r.spec(k)
		out = append(out, Listener{
			Item:        r.item(k),
			Port:        spec.number("port"),
			Protocol:    spec.text("protocol"),
			Certificate: spec.text("certificateArn"),
			Default:     r.action(spec.objects("defaultAction")),
			Rules:       r.rules(k),
		})
	}
	slices.SortFunc(out, func(a, b Listener) int { return cmp.Compare(a.Port, b.Port) })
	return out
}

func (r *reader) rules(listener string) []Rule {
	var out []Rule
	for _, k := range r.withPrefix("LBListenerRule", "") {
		spec := r.spec(k)
		if r.target(spec, "listenerArn") != listener {
			continue
		}
		rule := Rule{Item: r.item(k), Priority: spec.number("priority"), Action: r.action(spec.objects("action"))}
		for _, c := range spec.objects("condition") {
			rule.Hosts = append(rule.Hosts, c.object("hostHeader").texts("values")...)
			rule.Paths = append(rule.Paths, c.object("pathPattern").texts("values")...)
		}
		out = append(out, rule)
	}
	slices.SortFunc(out, func(a, b Rule) int { return cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.Key, b.Key)) })
	return out
}

func (r *reader) action(actions []object) Action {
	for _, a := range actions {
		if to := a.object("redirect"); to != nil {
			return Action{Redirect: to.text("protocol") + ":" + to.text("port")}
		}
		if fixed := a.object("fixedResponse"); fixed != nil {
			return Action{Response: fixed.text("statusCode")}
		}
		var out Action
		for _, g := range a.object("forward").objects("targetGroup") {
			out.Forward = append(out.Forward, r.forward(g.text("arn"), g.number("weight")))
		}
		if arn := a.text("targetGroupArn"); len(out.Forward) == 0 && arn != "" {
			out.Forward = []Forward{r.forward(arn, 1)}
		}
		if len(out.Forward) > 0 {
			return out
		}
	}
	return Action{}
}

func (r *reader) forward(arn string, weight int64) Forward {
	f := Forward{TargetGroup: r.targetGroup(arn), Weight: weight}
	f.Service, f.Port = name.TargetGroupOf(name.Key(f.TargetGroup))
	return f
}

// targetGroup returns the key of the target group with an ARN, which contains the
// name of the group.
func (r *reader) targetGroup(arn string) string {
	if k := r.keyOfID[arn]; k != "" {
		return k
	}
	for _, k := range r.withPrefix("LBTargetGroup", "") {
		if strings.Contains(arn, ":targetgroup/"+r.spec(k).text("name")+"/") {
			return k
		}
	}
	return ""
}

// placement returns the tier and the zones of subnets.
func (r *reader) placement(ids []string) (tier string, zones []string) {
	for _, t := range []string{"public", "private", "database"} {
		subnets := r.subnetIDs(t)
		for zone, id := range subnets {
			if slices.Contains(ids, id) {
				tier, zones = t, append(zones, zone)
			}
		}
	}
	slices.Sort(zones)
	return tier, zones
}

// subnetIDs returns the subnets of a tier by zone.
func (r *reader) subnetIDs(tier string) map[string]string {
	out := map[string]string{}
	prefix := "subnet-" + tier + "-"
	ids := r.composite.object("status", "network", "subnetIds", tier)
	for zone := range ids {
		out[zone] = ids.text(zone)
	}
	for _, k := range r.withPrefix("Subnet", prefix) {
		if id := r.status(k).text("id"); id != "" {
			out[strings.TrimPrefix(k, prefix)] = id
		}
	}
	return out
}

// String returns the action in a few words.
func (a Action) String() string {
	switch {
	case a.Redirect != "":
		return "redirect to " + a.Redirect
	case a.Response != "":
		return "response " + a.Response
	}
	var to []string
	for _, f := range a.Forward {
		text := fmt.Sprintf("%s:%d", f.Service, f.Port)
		if f.Service == "" {
			text = cmp.Or(f.TargetGroup, "a target group that is not known yet")
		}
		if len(a.Forward) > 1 {
			text += fmt.Sprintf(" (weight %d)", f.Weight)
		}
		to = append(to, text)
	}
	return strings.Join(to, ", ")
}
