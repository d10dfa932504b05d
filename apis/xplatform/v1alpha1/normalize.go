package v1alpha1

import (
	"cmp"
	"slices"
)

// normalize sorts every list whose order has no meaning.
func (s *PlatformSpec) normalize() {
	slices.Sort(s.Zones)
	slices.Sort(s.ConfirmDeletion)
	slices.Sort(s.Network.Endpoints)
	if s.Edge != nil {
		slices.Sort(s.Edge.CertificateARNs)
		slices.Sort(s.Edge.AllowedCIDRs)
		if s.Edge.Domain != nil {
			slices.Sort(s.Edge.Domain.AlternativeNames)
		}
	}
	if s.Cache != nil {
		slices.SortFunc(s.Cache.Users, func(a, b CacheUser) int { return cmp.Compare(a.Name, b.Name) })
	}
	if s.Search != nil {
		slices.Sort(s.Search.Zones)
		slices.Sort(s.Search.AccessPrincipalARNs)
	}
	slices.SortFunc(s.Services, func(a, b ServiceSpec) int { return cmp.Compare(a.Name, b.Name) })
	for i := range s.Services {
		s.Services[i].normalize()
	}
}

func (s *ServiceSpec) normalize() {
	slices.Sort(s.Paths)
	slices.Sort(s.Hosts)
	slices.Sort(s.Uses)
	slices.Sort(s.WritableMounts)
	slices.Sort(s.TaskRole.PolicyARNs)
	if s.ServiceConnect != nil {
		slices.Sort(s.ServiceConnect.AllowFrom)
	}
	slices.SortFunc(s.Sidecars, func(a, b SidecarSpec) int { return cmp.Compare(a.Name, b.Name) })
	for i := range s.Sidecars {
		slices.Sort(s.Sidecars[i].WritableMounts)
	}
}
