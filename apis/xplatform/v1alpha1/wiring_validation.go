package v1alpha1

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// injected are the variables that uses sets.
var injected = map[Store][]string{
	StoreDatabase: {"DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_SECRET_ARN"},
	StoreCache:    {"CACHE_HOST", "CACHE_PORT", "CACHE_SECRET_ARN"},
	StoreSearch:   {"SEARCH_ENDPOINT", "SEARCH_ROLE_ARN"},
}

// withCredentials are those that credentials: Environment adds.
var withCredentials = map[Store][]string{
	StoreDatabase: {"DATABASE_USERNAME", "DATABASE_PASSWORD"},
	StoreCache:    {"CACHE_TOKEN"},
}

// validateWiring checks how a service gets at the stores, at other services and
// out.
func validateWiring(s *PlatformSpec, service *ServiceSpec, path *field.Path) field.ErrorList {
	faults := validateInjected(service, path)
	faults = append(faults, validateCredentials(s, service, path.Child("credentials"))...)
	faults = append(faults, validateEgress(service, path.Child("egress"))...)
	faults = append(faults, validateConnect(s, service, path)...)
	if service.Replicas.RequestsPerTarget != nil && len(service.Paths)+len(service.Hosts) == 0 {
		faults = append(faults, field.Invalid(path.Child("replicas", "requestsPerTarget"), *service.Replicas.RequestsPerTarget,
			"the load balancer counts requests, and has no routes to this service: add paths or hosts, or scale by cpuPercent"))
	}
	return faults
}

// validateInjected faults variables of the user's that uses would set as well.
func validateInjected(service *ServiceSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	for _, store := range service.Uses {
		names := injected[store]
		if service.Credentials == CredentialsEnvironment {
			names = slices.Concat(names, withCredentials[store])
		}
		for _, n := range names {
			if v, taken := service.Env[n]; taken {
				faults = append(faults, field.Invalid(path.Child("env").Key(n), v, fmt.Sprintf("uses: [%s] sets this variable: choose another name", store)))
			}
			if v, taken := service.Secrets[n]; taken {
				faults = append(faults, field.Invalid(path.Child("secrets").Key(n), v, fmt.Sprintf("uses: [%s] sets this variable: choose another name", store)))
			}
		}
	}
	return faults
}

// validateCredentials requires a rotation interval for passwords in environment
// variables: after a rotation, running tasks have an old one.
func validateCredentials(s *PlatformSpec, service *ServiceSpec, path *field.Path) field.ErrorList {
	if service.Credentials != CredentialsEnvironment {
		return nil
	}
	database := slices.Contains(service.Uses, StoreDatabase)
	if !database && !slices.Contains(service.Uses, StoreCache) {
		return field.ErrorList{field.Invalid(path, service.Credentials, "has an effect only with database or cache in uses: add one, or remove credentials")}
	}
	if d := s.Database; database && d != nil && d.Password != PasswordGenerated && d.PasswordRotationDays == nil {
		return field.ErrorList{field.Invalid(path, service.Credentials,
			"RDS rotates the password every 7 days by default, and running tasks keep the old one: set database.passwordRotationDays, and deploy the service more often than that; or use Fetch")}
	}
	return nil
}

func validateEgress(service *ServiceSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	rules := map[bool]int{false: 1 + len(service.Uses), true: 1 + len(service.Uses)}
	seen := map[string]bool{}
	for i, e := range service.Egress {
		at := path.Index(i)
		last := cmp.Or(deref(e.EndPort), e.Port)
		if e.EndPort != nil && *e.EndPort < e.Port {
			faults = append(faults, field.Invalid(at.Child("endPort"), *e.EndPort, fmt.Sprintf("must not be less than port (%d)", e.Port)))
		}
		if f := validateAllowed(e.CIDR, at.Child("cidr")); f != nil {
			faults = append(faults, f)
		}
		rules[strings.Contains(e.CIDR, ":")]++
		what := fmt.Sprintf("%s %s %d-%d", e.CIDR, cmp.Or(e.Protocol, "TCP"), e.Port, last)
		if seen[what] {
			faults = append(faults, field.Duplicate(at, what))
		}
		seen[what] = true
		if what == "0.0.0.0/0 TCP 443-443" || what == "::/0 TCP 443-443" {
			faults = append(faults, field.Invalid(at, what, "HTTPS to all addresses is allowed already: remove it"))
		}
	}
	if n := max(rules[false], rules[true]); n > MaxGroupRules {
		faults = append(faults, field.TooMany(path, n, MaxGroupRules))
	}
	return faults
}

func deref(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

// validateConnect checks that those who call and those who are called find each
// other.
func validateConnect(s *PlatformSpec, service *ServiceSpec, path *field.Path) field.ErrorList {
	c := service.ServiceConnect
	if c == nil {
		return nil
	}
	var faults field.ErrorList
	if len(c.AllowFrom) > 0 && service.Port == 0 {
		faults = append(faults, field.Required(path.Child("port"),
			"a service that others may call requires the port that its container listens on, for example 3000"))
	}
	for i, from := range c.AllowFrom {
		at := path.Child("serviceConnect", "allowFrom").Index(i)
		peer := slices.IndexFunc(s.Services, func(o ServiceSpec) bool { return o.Name == from })
		switch {
		case from == service.Name:
			faults = append(faults, field.Invalid(at, from, "a service needs no permission to call itself: remove it"))
		case peer < 0:
			faults = append(faults, field.Invalid(at, from, "the platform has no such service: add it, or remove it here"))
		case s.Services[peer].ServiceConnect == nil || s.Services[peer].Image == "":
			faults = append(faults, field.Invalid(at, from, "this service cannot call others: give it an image and serviceConnect, {} is enough"))
		}
	}
	return append(faults, validateAlias(s, service, path)...)
}

// validateAlias faults a name and port that another service is called by.
func validateAlias(s *PlatformSpec, service *ServiceSpec, path *field.Path) field.ErrorList {
	if len(service.ServiceConnect.AllowFrom) == 0 {
		return nil
	}
	for i := range s.Services {
		other := &s.Services[i]
		if other.Name == service.Name {
			break
		}
		if o := other.ServiceConnect; o != nil && len(o.AllowFrom) > 0 && other.connectName() == service.connectName() {
			return field.ErrorList{field.Invalid(path.Child("serviceConnect", "dnsName"), service.connectName(), fmt.Sprintf("service %s is called by this name: choose another", other.Name))}
		}
	}
	return nil
}

// connectName returns the name by which peers call a service.
func (s *ServiceSpec) connectName() string { return cmp.Or(s.ServiceConnect.DNSName, s.Name) }
