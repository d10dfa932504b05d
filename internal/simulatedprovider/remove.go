package simulatedprovider

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// remove deletes the resources of objects, unless they are retained, and
// returns the objects that can be released.
func (p *Provider) remove(ctx context.Context, leaving []managed, o orders) []managed {
	var mutex sync.Mutex
	var gone []managed
	p.each(leaving, func(m managed) error {
		left, err := p.deleteResource(ctx, m, o)
		if left {
			mutex.Lock()
			defer mutex.Unlock()
			gone = append(gone, m)
		}
		return err
	})
	return gone
}

// deleteResource deletes the resource of an object, unless it is retained. If
// AWS refuses, it sets a condition.
func (p *Provider) deleteResource(ctx context.Context, m managed, o orders) (left bool, err error) {
	if !slices.Contains(m.GetFinalizers(), finalizer) {
		return false, nil
	}
	if !simulatedaws.Deletes(m.Unstructured) {
		return true, nil
	}
	if time.Since(m.GetDeletionTimestamp().Time) < p.delay(m) {
		return false, nil
	}
	if message := p.refusal(m, o); message != "" {
		return false, p.setRefused(ctx, m, message)
	}
	return true, nil
}

// release removes the finalizer of an object.
func (p *Provider) release(ctx context.Context, m managed) error {
	free := m.DeepCopy()
	free.SetFinalizers(slices.DeleteFunc(free.GetFinalizers(), func(f string) bool { return f == finalizer }))
	_, err := p.of(m).Update(ctx, free, metav1.UpdateOptions{FieldManager: fieldManager})
	return ignoreConflict(err)
}

func (p *Provider) refusal(m managed, o orders) string {
	for _, key := range []string{m.GetName(), m.GetKind()} {
		if message, ok := o.Fail[key]; ok {
			return message
		}
	}
	return p.account.Delete(m.Unstructured)
}

// setRefused sets a condition with the message of AWS.
func (p *Provider) setRefused(ctx context.Context, m managed, message string) error {
	o := m.DeepCopy()
	simulatedaws.RefuseDeletion(o, message)
	status, err := normal(o.Object["status"])
	if err != nil || reflect.DeepEqual(status, m.Object["status"]) {
		return err
	}
	o.Object["status"] = status
	_, err = p.of(m).UpdateStatus(ctx, o, metav1.UpdateOptions{FieldManager: fieldManager})
	return ignoreConflict(err)
}
