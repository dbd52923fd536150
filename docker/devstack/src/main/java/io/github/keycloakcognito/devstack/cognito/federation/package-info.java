/** The sign-in federation endpoint, through which credentials become a console session. */
package io.github.keycloakcognito.devstack.cognito.federation;
