package v1alpha1

import (
	"net/netip"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// bucketAliases are the ends of names that S3 gives to what is no bucket that a
// load balancer can write to: access points, and buckets of one zone or of tables.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
var bucketAliases = []string{"-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"}

// validateBucket faults a name that no bucket has. Beginnings that S3 reserves
// today are let through: buckets may be older than that.
func validateBucket(bucket string, path *field.Path) field.ErrorList {
	if strings.Contains(bucket, "..") {
		return field.ErrorList{field.Invalid(path, bucket, "no bucket has two dots side by side in its name")}
	}
	if _, err := netip.ParseAddr(bucket); err == nil {
		return field.ErrorList{field.Invalid(path, bucket, "a bucket name cannot be an IP address: write the name of a bucket")}
	}
	for _, end := range bucketAliases {
		if strings.HasSuffix(bucket, end) {
			return field.ErrorList{field.Invalid(path, bucket, "S3 reserves names that end in "+end+" for aliases that a load balancer cannot write to: write the name of the bucket itself")}
		}
	}
	return nil
}

// validateBucketID faults an id that would end the name of the platform's own
// bucket in what S3 reserves.
func validateBucketID(s *PlatformSpec, path *field.Path) field.ErrorList {
	e := s.Edge
	if e == nil || !e.AccessLogs.Enabled || e.AccessLogs.Bucket != "" {
		return nil
	}
	for _, end := range bucketAliases {
		if strings.HasSuffix("-"+s.ID, end) {
			return field.ErrorList{field.Invalid(path, s.ID, "the bucket for access logs ends in it, and S3 reserves names that end in "+end+": choose another id, or set your own bucket in edge.accessLogs.bucket")}
		}
	}
	return nil
}
