data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  policies = "${path.module}/../policies"

  # The placeholders of the policies, which the CloudFormation template fills in under the same names.
  values = {
    IdentityPoolId        = aws_cognito_identity_pool.keycloak.id
    IdentityPoolArn       = aws_cognito_identity_pool.keycloak.arn
    DeveloperProviderName = var.developer_provider_name
    Partition             = data.aws_partition.current.partition
    Region                = data.aws_region.current.region
    AccountId             = data.aws_caller_identity.current.account_id
    OidcProvider          = var.oidc_provider
    ClusterName           = var.cluster_name
    Namespace             = var.namespace
    ServiceAccount        = var.service_account
  }
}

resource "aws_cognito_identity_pool" "keycloak" {
  identity_pool_name               = var.identity_pool_name
  developer_provider_name          = var.developer_provider_name
  allow_unauthenticated_identities = var.allow_guests
  allow_classic_flow               = var.allow_classic_flow

  # A new pool gives every user a new identity.
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cognito_identity_pool_roles_attachment" "keycloak" {
  identity_pool_id = aws_cognito_identity_pool.keycloak.id
  roles = merge(
    { authenticated = aws_iam_role.authenticated.arn },
    { for role in aws_iam_role.guest : "unauthenticated" => role.arn },
  )
}

resource "aws_iam_role" "authenticated" {
  name_prefix        = "${var.identity_pool_name}-users-"
  description        = "Users who signed in to Keycloak"
  assume_role_policy = templatefile("${local.policies}/authenticated-trust.json", local.values)
}

resource "aws_iam_role_policy_attachment" "authenticated" {
  for_each = var.user_policy_arns

  role       = aws_iam_role.authenticated.name
  policy_arn = each.value
}

resource "aws_iam_role" "guest" {
  count = var.allow_guests ? 1 : 0

  name_prefix        = "${var.identity_pool_name}-guests-"
  description        = "Users who did not sign in"
  assume_role_policy = templatefile("${local.policies}/guest-trust.json", local.values)
}

resource "aws_iam_policy" "keycloak" {
  name_prefix = "${var.identity_pool_name}-"
  description = "What a Keycloak does as developer provider of an identity pool"
  policy      = templatefile("${local.policies}/keycloak.json", local.values)
}

resource "aws_iam_role" "keycloak" {
  count = var.keycloak_runs_on == "elsewhere" ? 0 : 1

  name_prefix        = "${var.identity_pool_name}-server-"
  description        = "Keycloak, by ${var.keycloak_runs_on}"
  assume_role_policy = templatefile("${local.policies}/keycloak-${var.keycloak_runs_on}-trust.json", local.values)
}

resource "aws_iam_role_policy_attachment" "keycloak" {
  count = var.keycloak_runs_on == "elsewhere" ? 0 : 1

  role       = aws_iam_role.keycloak[0].name
  policy_arn = aws_iam_policy.keycloak.arn
}

resource "aws_eks_pod_identity_association" "keycloak" {
  count = var.keycloak_runs_on == "pod-identity" ? 1 : 0

  cluster_name    = var.cluster_name
  namespace       = var.namespace
  service_account = var.service_account
  role_arn        = aws_iam_role.keycloak[0].arn
}

resource "aws_cloudwatch_log_metric_filter" "throttled" {
  count = var.trail_log_group_name == "" ? 0 : 1

  name           = "${var.identity_pool_name}-throttled"
  log_group_name = var.trail_log_group_name
  pattern        = "{ ($.eventSource = \"cognito-identity.amazonaws.com\") && (($.errorCode = \"TooManyRequestsException\") || ($.errorCode = \"ThrottlingException\")) }"

  metric_transformation {
    namespace     = "KeycloakCognito"
    name          = "ThrottledCalls-${var.identity_pool_name}"
    value         = "1"
    default_value = "0"
  }
}

resource "aws_cloudwatch_metric_alarm" "throttled" {
  count = var.trail_log_group_name == "" ? 0 : 1

  alarm_name          = "${var.identity_pool_name}-throttled"
  alarm_description   = "AWS throttles calls to Cognito identity pools of this account and region, see CognitoThrottled in provider/README.md"
  namespace           = "KeycloakCognito"
  metric_name         = "ThrottledCalls-${var.identity_pool_name}"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 2
  threshold           = 10
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arn == "" ? [] : [var.alarm_topic_arn]
}
