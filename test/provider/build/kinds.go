package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"
)

// A service is an API group of the provider in one scope: cluster or namespaced.
type service struct {
	scope, name string
}

// kinds are names of kinds, by their service.
type kinds map[service]map[string]bool

var kindOfCRD = regexp.MustCompile(`(?m)^    kind: (\w+)`)

// readKinds reads the kinds in use from the activation policy, which names them
// by their CRDs.
func readKinds(policy, crds string) (kinds, error) {
	data, err := os.ReadFile(policy)
	if err != nil {
		return nil, fmt.Errorf("cannot read the kinds in use: %w", err)
	}
	var p struct {
		Spec struct {
			Activate []string `json:"activate"`
		} `json:"spec"`
	}
	if err := yaml.Unmarshal(data, &p); err != nil {
		return nil, fmt.Errorf("cannot read the kinds in use: %w", err)
	}
	k := kinds{}
	for _, name := range p.Spec.Activate {
		plural, group, _ := strings.Cut(name, ".")
		crd, err := os.ReadFile(filepath.Join(crds, group+"_"+plural+".yaml"))
		if err != nil {
			return nil, fmt.Errorf("cannot read the CRD of a kind in use: %w", err)
		}
		kind := kindOfCRD.FindSubmatch(crd)
		if kind == nil {
			return nil, fmt.Errorf("cannot find the kind of CRD %s", name)
		}
		k.add(serviceOf(group), string(kind[1]))
	}
	return k, nil
}

// serviceOf returns the service of an API group such as ec2.aws.m.upbound.io.
func serviceOf(group string) service {
	scope := "cluster"
	if strings.HasSuffix(group, ".m.upbound.io") {
		scope = "namespaced"
	}
	name, _, _ := strings.Cut(group, ".")
	return service{scope: scope, name: name}
}

func (k kinds) add(s service, kind string) {
	if k[s] == nil {
		k[s] = map[string]bool{}
	}
	k[s][kind] = true
}

func (k kinds) count() int {
	n := 0
	for _, names := range k {
		n += len(names)
	}
	return n
}

// clone returns a copy that can grow.
func (k kinds) clone() kinds {
	all := kinds{}
	for s, names := range k {
		all[s] = maps.Clone(names)
	}
	return all
}

// terraformNames are the services with another name in Terraform's provider.
var terraformNames = map[string]string{"cloudwatchlogs": "logs"}

// terraformServices returns the packages of Terraform's provider that the kinds
// need, with those that every provider needs.
func (k kinds) terraformServices() []string {
	services := map[string]bool{"meta": true, "sts": true}
	for s := range k {
		name, other := terraformNames[s.name]
		if !other {
			name = s.name
		}
		services[name] = true
	}
	return slices.Sorted(maps.Keys(services))
}
