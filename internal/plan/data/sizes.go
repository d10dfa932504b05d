package data

import "github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"

// What the sizes of a claim stand for. Every figure can be overridden in the
// claim. docs/data.md has the same tables, and says what each size is for.
var (
	databaseSizes = map[v1alpha1.Size]databaseSize{
		v1alpha1.SizeSmall:  {class: "db.t4g.medium", storage: 20, maxStorage: 100},
		v1alpha1.SizeMedium: {class: "db.m7g.large", storage: 100, maxStorage: 500},
		v1alpha1.SizeLarge:  {class: "db.r7g.xlarge", storage: 400, maxStorage: 2000},
	}
	cacheSizes = map[v1alpha1.Size]string{
		v1alpha1.SizeSmall:  "cache.t4g.small",
		v1alpha1.SizeMedium: "cache.m7g.large",
		v1alpha1.SizeLarge:  "cache.r7g.xlarge",
	}
	searchSizes = map[v1alpha1.Size]searchSize{
		v1alpha1.SizeSmall:  {instance: "t3.medium.search", volume: 20},
		v1alpha1.SizeMedium: {instance: "r7g.large.search", volume: 100},
		v1alpha1.SizeLarge:  {instance: "r7g.xlarge.search", volume: 500},
	}
)

type databaseSize struct {
	class               string
	storage, maxStorage int64
}

type searchSize struct {
	instance string
	volume   int64
}
