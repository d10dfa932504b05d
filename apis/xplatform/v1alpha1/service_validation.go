package v1alpha1

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

func validateServices(s *PlatformSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	seen := map[string]bool{}
	for i := range s.Services {
		service, at := &s.Services[i], path.Index(i)
		if seen[service.Name] {
			faults = append(faults, field.Duplicate(at.Child("name"), service.Name))
		}
		seen[service.Name] = true
		faults = append(faults, validateService(service, at)...)
		faults = append(faults, validateUses(s, service, at.Child("uses"))...)
		faults = append(faults, validateWiring(s, service, at)...)
	}
	return append(faults, validateRoutes(s.Services, path)...)
}

// validateService repeats the rules of the schema that join several fields.
func validateService(s *ServiceSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	if s.Port == 0 && (len(s.Paths) > 0 || len(s.Hosts) > 0) {
		faults = append(faults, field.Required(path.Child("port"), "a service with paths or hosts needs the port that its container listens on, for example 3000"))
	}
	if h := s.HealthCheck; h.TimeoutSeconds >= h.IntervalSeconds && h.IntervalSeconds > 0 {
		faults = append(faults, field.Invalid(path.Child("healthCheck", "timeoutSeconds"), h.TimeoutSeconds,
			fmt.Sprintf("must be less than intervalSeconds (%d)", h.IntervalSeconds)))
	}
	faults = append(faults, validateProtocol(s, path)...)
	faults = append(faults, validateTargetGroup(&s.TargetGroup, path.Child("targetGroup"))...)
	if r := s.Replicas; r.Min > r.Max {
		faults = append(faults, field.Invalid(path.Child("replicas", "min"), r.Min, fmt.Sprintf("must not be greater than max (%d)", r.Max)))
	}
	return append(faults, validateTask(s, path)...)
}

// reservedCookies are the load balancer's own.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
var reservedCookies = []string{"AWSALB", "AWSALBAPP", "AWSALBTG"}

// validateProtocol checks what depends on what the tasks speak.
func validateProtocol(s *ServiceSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	protocol := s.TargetGroup.ProtocolVersion
	if s.WebSocket && protocol != "" && protocol != ProtocolHTTP1 {
		faults = append(faults, field.Invalid(path.Child("websocket"), true, fmt.Sprintf("WebSockets begin as HTTP/1.1 requests: remove targetGroup.protocolVersion %s", protocol)))
	}
	for _, code := range strings.FieldsFunc(s.HealthCheck.SuccessCodes, func(r rune) bool { return r == ',' || r == '-' }) {
		low, high := 200, 499
		if protocol == ProtocolGRPC {
			low, high = 0, 99
		}
		if n, err := strconv.Atoi(code); err == nil && (n < low || n > high) {
			faults = append(faults, field.Invalid(path.Child("healthCheck", "successCodes"), s.HealthCheck.SuccessCodes, fmt.Sprintf("%s is not a code of %s: write codes from %d to %d", code, cmp.Or(protocol, ProtocolHTTP1), low, high)))
		}
	}
	if st := s.TargetGroup.Stickiness; st != nil && slices.ContainsFunc(reservedCookies, func(c string) bool { return strings.HasPrefix(st.CookieName, c) }) {
		faults = append(faults, field.Invalid(path.Child("targetGroup", "stickiness", "cookieName"), st.CookieName, "names that begin with AWSALB are the load balancer's own"))
	}
	return faults
}

func validateTargetGroup(g *TargetGroupSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	if n := g.SlowStartSeconds; n > 0 && n < 30 {
		faults = append(faults, field.Invalid(path.Child("slowStartSeconds"), n, "must be 0 (off) or 30 to 900"))
	}
	if g.SlowStartSeconds > 0 && g.Algorithm != "" && g.Algorithm != "round_robin" {
		faults = append(faults, field.Invalid(path.Child("slowStartSeconds"), g.SlowStartSeconds,
			fmt.Sprintf("AWS does not support slow start with algorithm %s: remove one of the two", g.Algorithm)))
	}
	if st := g.Stickiness; st != nil && (st.Type == "app_cookie") != (st.CookieName != "") {
		faults = append(faults, field.Invalid(path.Child("stickiness", "cookieName"), st.CookieName,
			"is required with type app_cookie and must be omitted otherwise"))
	}
	return faults
}

// validateUses checks that what a service uses exists, and that there is
// something in it that could use it.
func validateUses(s *PlatformSpec, service *ServiceSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	if len(service.Uses) > 0 && service.Image == "" {
		faults = append(faults, field.Invalid(path, service.Uses, "a service without image has no tasks that use a store: add image or remove uses"))
	}
	for i, store := range service.Uses {
		if slices.Contains([]Store{StoreDatabase, StoreCache, StoreSearch}, store) && !s.Has(store) {
			faults = append(faults, field.Invalid(path.Index(i), store, fmt.Sprintf("the platform has no %s: add spec.%s, {} is enough", store, store)))
		}
	}
	return faults
}
