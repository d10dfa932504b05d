package run

import (
	"sync"

	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/utils/lru"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// Limits of the cache of specs, in number and in bytes: decoded, they take two
// and a half times as much.
const (
	maxSpecs     = 1024
	maxSpecBytes = 8 << 20
)

// specs decodes the specs of composites, and caches the results: a function is
// called a dozen times with one spec while a platform becomes ready, and every
// ten minutes afterwards, and validating it against its schema takes longer
// than composing from it. Decoded specs are shared and must not be modified.
type specs struct {
	lock       sync.Mutex
	remembered *lru.Cache
	bytes      int
}

type decoded struct {
	spec   *v1alpha1.PlatformSpec
	faults field.ErrorList
}

// decode decodes the fields of a composite's spec that users set.
func (s *specs) decode(spec wire.Object) (*v1alpha1.PlatformSpec, field.ErrorList) {
	users := wire.New(spec)
	for field, value := range spec.Fields() {
		if !v1alpha1.OfMachinery(field) {
			users = users.Append(field, value)
		}
	}
	// The key is the whole text: with hashes as keys, two specs with one hash
	// would be mistaken for each other.
	key := users.Sorted()
	if d, ok := s.recall(string(key)); ok {
		return d.spec, d.faults
	}
	var d decoded
	d.spec, d.faults = v1alpha1.Decode(users.Decode().AsMap())
	s.remember(string(key), d)
	return d.spec, d.faults
}

func (s *specs) recall(key string) (decoded, bool) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.remembered == nil {
		return decoded{}, false
	}
	d, ok := s.remembered.Get(key)
	if !ok {
		return decoded{}, false
	}
	return d.(decoded), true //nolint:forcetypeassert // Only remember adds here.
}

// remember adds to the cache, and evicts the least recently used specs if there
// is no room.
func (s *specs) remember(key string, d decoded) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.remembered == nil {
		s.remembered = lru.NewWithEvictionFunc(maxSpecs, func(key lru.Key, _ any) {
			s.bytes -= len(key.(string)) //nolint:forcetypeassert // Only remember adds here.
		})
	}
	s.remembered.Remove(key) // Two calls may have decoded it at once.
	s.remembered.Add(key, d)
	for s.bytes += len(key); s.bytes > maxSpecBytes; {
		s.remembered.RemoveOldest()
	}
}
