-- Takes away all that Keycloak Cognito keeps in Keycloak's database. Stop every node, take the JAR out of providers/, then run it in
-- Keycloak's schema. Entries that still wait in the outbox are lost: their users' identities stay at Cognito. With the JAR put back, Keycloak
-- makes the tables anew. PostgreSQL and H2; elsewhere leave out IF EXISTS where the database doesn't know it.
DROP TABLE IF EXISTS COGNITO_FINDING;
DROP TABLE IF EXISTS COGNITO_JOB;
DROP TABLE IF EXISTS COGNITO_OUTBOX;
DROP TABLE IF EXISTS COGNITO_IDENTITY;
DROP TABLE IF EXISTS DATABASECHANGELOG_COGNITO;
