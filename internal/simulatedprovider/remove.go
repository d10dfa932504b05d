package simulatedprovider

import (
	"context"
	"reflect"
	"slices"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// remove deletes what an object stands for, unless it is to stay, and then lets
// the object go. AWS may refuse; then the object says so, and stays.
func (p *Provider) remove(ctx context.Context, m managed, o orders) error {
	if !slices.Contains(m.GetFinalizers(), finalizer) {
		return nil
	}
	if simulatedaws.Deletes(m.Unstructured) {
		if time.Since(m.GetDeletionTimestamp().Time) < p.delay(m) {
			return nil
		}
		if message := p.refusal(m, o); message != "" {
			return p.refused(ctx, m, message)
		}
	}
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
