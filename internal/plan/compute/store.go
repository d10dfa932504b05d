package compute

import (
	"strconv"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// An access is how a service gets at a store: variables in its environment,
// secrets that it reads itself, and what ECS reads for it on demand.
type access struct {
	variables   []container.Variable
	secretARN   string
	credentials []container.Secret
	missing     string
}

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
			a.missing = "the endpoint of " + string(name.Search) + " and the role to use it"
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
		a.missing = "the endpoint and the secret of " + string(name.Database)
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
		a.missing = "the endpoint of " + string(name.Cache)
	}
	if c.Spec.Cache == nil || c.Spec.Cache.Auth != v1alpha1.CacheAuthToken {
		return a
	}
	a.secretARN = at.SecretARN
	a.variables = append(a.variables, container.Variable{Name: container.CacheSecretARN, Value: at.SecretARN})
	a.credentials = []container.Secret{{Name: "CACHE_TOKEN", ValueFrom: at.SecretARN}}
	if at.SecretARN == "" {
		a.missing = "the endpoint and the secret of " + string(name.Cache)
	}
	return a
}

// storeSecrets are the secrets of the stores that a service uses.
func (c *Plan) storeSecrets(s *v1alpha1.ServiceSpec, seen live.State) (arns []string, missing string) {
	for _, store := range s.Uses {
		if store == v1alpha1.StoreSearch {
			continue
		}
		a := c.accessTo(store, seen)
		if a.missing != "" {
			return nil, a.missing
		}
		if a.secretARN != "" {
			arns = append(arns, a.secretARN)
		}
	}
	return arns, ""
}
