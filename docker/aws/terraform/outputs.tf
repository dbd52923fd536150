output "identity_pool_id" {
  description = "For the server option pools and the pool setting identityPoolId"
  value       = aws_cognito_identity_pool.keycloak.id
}

output "developer_provider_name" {
  description = "For the pool setting developerProviderName"
  value       = aws_cognito_identity_pool.keycloak.developer_provider_name
}

output "authenticated_role_arn" {
  description = "The role of users; attach what they may do"
  value       = aws_iam_role.authenticated.arn
}

output "guest_role_arn" {
  description = "The role of guests; attach what they may do. Null without guests"
  value       = one(aws_iam_role.guest[*].arn)
}

output "keycloak_policy_arn" {
  description = "What Keycloak may do"
  value       = aws_iam_policy.keycloak.arn
}

output "keycloak_role_arn" {
  description = "Keycloak's role; for irsa, the annotation eks.amazonaws.com/role-arn of its service account. Null elsewhere"
  value       = one(aws_iam_role.keycloak[*].arn)
}
