/** A state machine in the Amazon States Language. */
export type StateMachineDefinition = Readonly<Record<string, unknown>>;

const DESCRIBE = "arn:aws:states:::aws-sdk:cloudwatchlogs:describeLogGroups";
const PUT = "arn:aws:states:::aws-sdk:cloudwatchlogs:putRetentionPolicy";

/** CloudWatch Logs takes 5 to 10 of these calls a second and throttles more. */
const RETRY = { ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 6 };
const GONE = "CloudWatchLogs.ResourceNotFoundException";

/**
 * What the safety net does: goes through the pages of groups below each prefix, and gives those a retention that have none. A group with a
 * retention of its own, however long or short, is left alone.
 *
 * @param partition decides the first part of the integrations' ARNs
 * @param roleArn named in the comment, so that a first plan does not know the definition: of one that it knows, Terraform's AWS provider
 * asks Step Functions whether it is right, and a plan must work without AWS (provider 5.100.0, `stateMachineDefinitionValidate`)
 */
export function retentionDefinition(
  logGroupNamePrefixes: readonly string[],
  retentionInDays: number,
  partition: string,
  roleArn: string,
): StateMachineDefinition {
  const integration = (arn: string) => arn.replace(/^arn:aws:/, `arn:${partition}:`);
  const page = {
    Type: "Task",
    Resource: integration(DESCRIBE),
    Retry: [RETRY],
    ResultPath: "$.page",
    Next: "Groups",
  };
  const setMissing = {
    StartAt: "HasRetention",
    States: {
      HasRetention: {
        Type: "Choice",
        Choices: [{ Variable: "$.RetentionInDays", IsPresent: true, Next: "Kept" }],
        Default: "SetRetention",
      },
      SetRetention: {
        Type: "Task",
        Resource: integration(PUT),
        Parameters: { "LogGroupName.$": "$.LogGroupName", RetentionInDays: retentionInDays },
        // Somebody deleted the group in the meantime.
        Retry: [{ ErrorEquals: [GONE], MaxAttempts: 0 }, RETRY],
        Catch: [{ ErrorEquals: [GONE], Next: "Kept" }],
        End: true,
      },
      Kept: { Type: "Succeed" },
    },
  };
  return {
    Comment: `Gives log groups without a retention one, as ${roleArn}.`,
    StartAt: "Prefixes",
    States: {
      Prefixes: { Type: "Pass", Result: { prefixes: logGroupNamePrefixes.map((prefix) => ({ prefix })) }, Next: "EachPrefix" },
      EachPrefix: {
        Type: "Map",
        ItemsPath: "$.prefixes",
        MaxConcurrency: 1,
        ItemProcessor: {
          StartAt: "FirstPage",
          States: {
            FirstPage: { ...page, Parameters: { "LogGroupNamePrefix.$": "$.prefix", Limit: 50 } },
            Groups: {
              Type: "Map",
              ItemsPath: "$.page.LogGroups",
              MaxConcurrency: 1,
              ItemProcessor: setMissing,
              ResultPath: null,
              Next: "More",
            },
            More: {
              Type: "Choice",
              Choices: [{ Variable: "$.page.NextToken", IsPresent: true, Next: "NextPage" }],
              Default: "Done",
            },
            NextPage: {
              ...page,
              Parameters: { "LogGroupNamePrefix.$": "$.prefix", Limit: 50, "NextToken.$": "$.page.NextToken" },
            },
            Done: { Type: "Succeed" },
          },
        },
        End: true,
      },
    },
  };
}
