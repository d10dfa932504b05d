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

// remove deletes what objects stand for, unless it is to stay, and returns the
// objects that nothing keeps any more.
func (p *Provider) remove(ctx context.Context, leaving []managed, o orders) []managed {
	var mutex sync.Mutex
	var gone []managed
	p.each(leaving, func(m managed) error {
		left, err := p.leave(ctx, m, o)
		if left {
			mutex.Lock()
			defer mutex.Unlock()
			gone = append(gone, m)
		}
		return err
	})
	return gone
}

// leave deletes what an object stands for, unless it is to stay. AWS may refuse;
// then the object says so.
func (p *Provider) leave(ctx context.Context, m managed, o orders) (left bool, err error) {
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
		return false, p.refused(ctx, m, message)
	}
	return true, nil
}

// release lets an object go.
func (p *Provider) release(ctx context.Context, m managed) error {
	free := m.DeepCopy()
	free.SetFinalizers(slices.DeleteFunc(free.GetFinalizers(), func(f string) bool { return f == finalizer }))
	_, err := p.of(m).Update(ctx, free, metav1.UpdateOptions{FieldManager: fieldManager})
	return again(err)
}

func (p *Provider) refusal(m managed, o orders) string {
	for _, key := range []string{m.GetName(), m.GetKind()} {
		if message, ok := o.Fail[key]; ok {
			return message
		}
	}
	return p.account.Delete(m.Unstructured)
}

// refused says in a condition what AWS said.
func (p *Provider) refused(ctx context.Context, m managed, message string) error {
	o := m.DeepCopy()
	simulatedaws.RefuseDeletion(o, message)
	status, err := normal(o.Object["status"])
	if err != nil || reflect.DeepEqual(status, m.Object["status"]) {
		return err
	}
	o.Object["status"] = status
	_, err = p.of(m).UpdateStatus(ctx, o, metav1.UpdateOptions{FieldManager: fieldManager})
	return again(err)
}
