package compute

import (
	"strconv"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// An access is how a service gets at a store: variables in its environment,
// secrets that it reads itself, and what ECS reads for it on demand.
type access struct {
	variables   []container.Variable
	secretARN   string
	credentials []container.Secret
	blockedOn   plan.Blockers
}

// Fields of stores that services wait for.
const (
	fieldEndpoint = "endpoint"
	fieldsSecret  = "endpoint and the secret"
)

// accessTo is how services get at a store, as far as AWS has said where it is.
func (c *Plan) accessTo(store v1alpha1.Store, seen live.State) access {
	switch store {
	case v1alpha1.StoreDatabase:
		return c.accessToDatabase(seen)
	case v1alpha1.StoreCache:
		return c.accessToCache(seen)
	case v1alpha1.StoreSearch:
		at := c.SearchStatus(seen)
		a := access{variables: []container.Variable{{Name: container.SearchEndpoint, Value: at.Endpoint}, {Name: container.SearchRoleARN, Value: at.RoleARN}}}
		if at.Endpoint == "" || at.RoleARN == "" {
			a.blockedOn = plan.Blockers{{On: name.Search, Field: fieldEndpoint}, {On: name.SearchRole, Why: "the role to use it"}}
		}
		return a
	}
	return access{}
}

func (c *Plan) accessToDatabase(seen live.State) access {
	at, secret := c.DatabaseStatus(seen), c.passwordSecret(seen)
	a := access{
		secretARN: secret,
		variables: []container.Variable{
			{Name: container.DatabaseHost, Value: at.Host},
			{Name: "DATABASE_NAME", Value: at.Name},
			{Name: "DATABASE_PORT", Value: strconv.FormatInt(at.Port, 10)},
			{Name: container.DatabaseSecretARN, Value: secret},
		},
	}
	if at.Host == "" || at.Name == "" || at.Port == 0 || secret == "" {
		a.blockedOn = plan.Blockers{{On: name.Database, Field: fieldsSecret}}
	}
	// What RDS manages is JSON with both; what is generated once is the password
	// alone.
	if c.Spec.Database != nil && c.Spec.Database.Password == v1alpha1.PasswordGenerated {
		a.credentials = []container.Secret{{Name: "DATABASE_PASSWORD", ValueFrom: secret}}
		return a
	}
	a.credentials = []container.Secret{
		{Name: "DATABASE_PASSWORD", ValueFrom: secret + ":password::"},
		{Name: "DATABASE_USERNAME", ValueFrom: secret + ":username::"},
	}
	return a
}

// passwordSecret is the ARN of the secret that has the master password in the
// form that the claim asks for. While the password moves from one form to the
// other there is none: what holds it still has the old form.
func (c *Plan) passwordSecret(seen live.State) string {
	managed := seen.Database().ManagedSecretARN()
	if c.Spec.Database == nil || c.Spec.Database.Password != v1alpha1.PasswordGenerated {
		return managed
	}
	if managed != "" {
		return ""
	}
	return seen.ARN(name.DatabaseSecret)
}

// accessToCache has a secret only where one token opens the cache: users bring
// passwords of their own.
func (c *Plan) accessToCache(seen live.State) access {
	at := c.CacheStatus(seen)
	a := access{variables: []container.Variable{
		{Name: container.CacheHost, Value: at.Host},
		{Name: "CACHE_PORT", Value: strconv.FormatInt(at.Port, 10)},
	}}
	if at.Host == "" || at.Port == 0 {
		a.blockedOn = plan.Blockers{{On: name.Cache, Field: fieldEndpoint}}
	}
	if c.Spec.Cache == nil || c.Spec.Cache.Auth != v1alpha1.CacheAuthToken {
		return a
	}
	a.secretARN = at.SecretARN
	a.variables = append(a.variables, container.Variable{Name: container.CacheSecretARN, Value: at.SecretARN})
	a.credentials = []container.Secret{{Name: "CACHE_TOKEN", ValueFrom: at.SecretARN}}
	if at.SecretARN == "" {
		a.blockedOn = plan.Blockers{{On: name.Cache, Field: fieldsSecret}}
	}
	return a
}

// storeSecrets are the secrets of the stores that a service uses.
func (c *Plan) storeSecrets(s *v1alpha1.ServiceSpec, seen live.State) (arns []string, blockers plan.Blockers) {
	for _, store := range s.Uses {
		if store == v1alpha1.StoreSearch {
			continue
		}
		a := c.accessTo(store, seen)
		if len(a.blockedOn) > 0 {
			return nil, a.blockedOn
		}
		if a.secretARN != "" {
			arns = append(arns, a.secretARN)
		}
	}
	return arns, nil
}
