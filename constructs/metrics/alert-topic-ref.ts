/** An SNS topic that exists somewhere. */
export interface IAlertTopicRef {
  /** ARN of the topic; may be a token. */
  readonly topicArn: string;
}
