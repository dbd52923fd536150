/** Amazon Cognito and STS, by the AWS SDK for Java. */
package io.github.keycloakcognito.aws;
