package e2e

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// An inventory holds what exists in moto, by its service with every name that it
// has there.
type inventory map[string]bool

// motoServices are those that moto calls otherwise than the provider.
var motoServices = map[string]string{"appautoscaling": "applicationautoscaling", "cloudwatchlogs": "logs"}

// identifying are the attributes by which moto's models name a thing.
var identifying = []string{
	"id", "arn", "name", "resource_id", "physical_resource_id", "cache_cluster_id", "db_instance_identifier", "domain_name",
	"group_id", "key_id", "replication_group_id", "secret_id",
}

// gone are the states of what AWS shows for a while after its deletion.
var gone = []string{"deleted", "deleting", "inactive", "pendingdeletion", "disassociated"}

// inventory asks moto for all that exists.
func (e *emulation) inventory() inventory {
	e.t.Helper()
	request, err := http.NewRequestWithContext(e.ctx, http.MethodGet, "http://"+e.address+"/moto-api/data.json", nil)
	if err != nil {
		e.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		e.t.Fatalf("cannot ask moto what exists: %v", err)
	}
	defer answer.Body.Close()
	var services map[string]map[string][]map[string]any
	if err := json.NewDecoder(answer.Body).Decode(&services); err != nil {
		e.t.Fatalf("cannot read what moto says: %v", err)
	}
	all := inventory{}
	for service, models := range services {
		for _, things := range models {
			for _, thing := range things {
				all.add(service, thing)
			}
		}
	}
	return all
}

func (i inventory) add(service string, thing map[string]any) {
	for attribute, value := range thing {
		state := strings.ToLower(fmt.Sprint(value))
		if (strings.Contains(attribute, "stat") && slices.Contains(gone, state)) || (attribute == "deleted_date" && value != nil) {
			return
		}
	}
	for _, attribute := range identifying {
		if name, _ := thing[attribute].(string); name != "" {
			i[service+" "+name] = true
		}
	}
}

// of are the names of a platform's resources that moto has, by key. Some resources
// have no name of their own in AWS, such as associations and rules.
func (i inventory) of(f *platform) map[string]string {
	f.t.Helper()
	there := map[string]string{}
	for key, o := range f.resources() {
		service, _, _ := strings.Cut(o.GroupVersionKind().Group, ".")
		name := cmp.Or(motoServices[service], service) + " " + o.GetAnnotations()[externalName]
		if i[name] {
			there[key] = name
		}
	}
	return there
}
