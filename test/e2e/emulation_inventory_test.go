package e2e

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"
)

// An inventory contains the resources in moto, by service and each of their
// names.
type inventory map[string]bool

// motoServices are the services with another name in moto than in the provider.
var motoServices = map[string]string{"appautoscaling": "applicationautoscaling", "cloudwatchlogs": "logs"}

// inventory requests all resources from moto.
func (e *emulation) inventory() inventory {
	e.t.Helper()
	request, err := http.NewRequestWithContext(e.ctx, http.MethodGet, "http://"+e.address+"/inventory", nil)
	if err != nil {
		e.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		e.t.Fatalf("cannot request resources from moto: %v", err)
	}
	defer answer.Body.Close()
	var services map[string][]string
	if err := json.NewDecoder(answer.Body).Decode(&services); err != nil {
		e.t.Fatalf("cannot read the response of moto: %v", err)
	}
	all := inventory{}
	for service, names := range services {
		for _, name := range names {
			all[service+" "+name] = true
		}
	}
	return all
}

// outlasting are kinds that outlast every platform, or are deleted with another
// resource: revisions of task definitions stay registered, and the default
// security group of a VPC is part of it.
var outlasting = map[string]bool{"TaskDefinition": true, "DefaultSecurityGroup": true}

// namesOf returns the names of a platform's resources that exist in moto, by
// key: their ARNs, or their external names. Some resources have no name of
// their own in AWS, such as associations and rules.
func (i inventory) namesOf(f *platform) map[string]string {
	f.t.Helper()
	there := map[string]string{}
	for key, o := range f.resources() {
		if outlasting[o.GetKind()] {
			continue
		}
		service, _, _ := strings.Cut(o.GroupVersionKind().Group, ".")
		for _, name := range []string{at(o, "status", "atProvider", "arn"), at(o, "status", "atProvider", "id"), o.GetAnnotations()[externalName]} {
			if name = cmp.Or(motoServices[service], service) + " " + name; i[name] {
				there[key] = name
				break
			}
		}
	}
	return there
}
