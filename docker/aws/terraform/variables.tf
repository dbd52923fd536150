variable "identity_pool_name" {
  description = "As people read it; names of roles begin with it"
  type        = string
  default     = "keycloak"

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,24}$", var.identity_pool_name))
    error_message = "24 letters, digits and +=,.@_- at most."
  }
}

variable "developer_provider_name" {
  description = "The pool setting developerProviderName in Keycloak; AWS never changes it again"
  type        = string
  default     = "login.keycloak"

  validation {
    condition     = can(regex("^[\\w._-]{1,128}$", var.developer_provider_name))
    error_message = "Letters, digits, full stop, underscore and dash only, 128 at most."
  }
}

variable "user_policy_arns" {
  description = "What signed-in users may do, as ARNs of policies by a name of your own"
  type        = map(string)
  default     = {}
}

variable "allow_guests" {
  description = "Whether there are identities without sign-in; their role may do nothing until you say what"
  type        = bool
  default     = false
}

variable "allow_classic_flow" {
  description = "Whether apps may take roles with tokens of the pool by GetOpenIdToken"
  type        = bool
  default     = false
}

variable "keycloak_runs_on" {
  description = "How Keycloak gets its credentials: irsa, pod-identity or elsewhere; elsewhere, attach the policy keycloak_policy_arn to what it has"
  type        = string
  default     = "elsewhere"

  validation {
    condition     = contains(["irsa", "pod-identity", "elsewhere"], var.keycloak_runs_on)
    error_message = "One of irsa, pod-identity, elsewhere."
  }
}

variable "oidc_provider" {
  description = "For irsa, the cluster's OIDC issuer without https://; IAM has to know it as a provider"
  type        = string
  default     = ""

  validation {
    condition     = var.keycloak_runs_on != "irsa" || can(regex("^[\\w.-]+(/[\\w./-]+)?$", var.oidc_provider))
    error_message = "irsa needs the issuer, without https://."
  }
}

variable "cluster_name" {
  description = "For pod-identity, the EKS cluster"
  type        = string
  default     = ""

  validation {
    condition     = var.keycloak_runs_on != "pod-identity" || var.cluster_name != ""
    error_message = "pod-identity needs the cluster's name."
  }
}

variable "namespace" {
  description = "The Kubernetes namespace of Keycloak"
  type        = string
  default     = "keycloak"
}

variable "service_account" {
  description = "The Kubernetes service account of Keycloak's pods"
  type        = string
  default     = "keycloak"
}

variable "trail_log_group_name" {
  description = "A log group of CloudWatch to which a trail delivers data events of AWS::Cognito::IdentityPool; no alarm if empty"
  type        = string
  default     = ""
}

variable "alarm_topic_arn" {
  description = "An SNS topic that is told of the alarm"
  type        = string
  default     = ""
}
